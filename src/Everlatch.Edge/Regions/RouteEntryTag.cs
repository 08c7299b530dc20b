namespace Everlatch.Edge.Regions;

/// <summary>What an entry of a page is; its first byte.</summary>
internal enum RouteEntryTag : byte
{
    Metadata = (byte)'M',
    Environment = (byte)'E',
    EnvironmentGone = (byte)'e',
    Host = (byte)'H',
    HostGone = (byte)'h',
}
