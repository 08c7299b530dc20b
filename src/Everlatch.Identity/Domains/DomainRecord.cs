namespace Everlatch.Identity.Domains;

/// <summary>A DNS record for a customer to set.</summary>
/// <param name="Type"><c>CNAME</c>, which proves and switches, or <c>TXT</c>, which proves before the switch.</param>
/// <param name="Name">The full name, without the dot at its end.</param>
/// <param name="Value">What it holds.</param>
public sealed record DomainRecord(string Type, string Name, string Value);
