namespace Everlatch.Server.Api.Domains;

/// <summary>A DNS record that proves a domain.</summary>
/// <param name="Type">CNAME proves and switches, TXT proves before the switch.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Value">What it holds.</param>
internal sealed record DomainRecordBody(string Type, string Name, string Value);
