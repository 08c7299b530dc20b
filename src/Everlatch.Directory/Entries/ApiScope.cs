namespace Everlatch.Directory.Entries;

/// <summary>One scope of an API.</summary>
/// <param name="Name">As requested and as carried by tokens.</param>
/// <param name="Description">What the consent page tells a person.</param>
public sealed record ApiScope(string Name, string Description);
