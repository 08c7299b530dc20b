namespace Everlatch.Edge.Regions;

/// <summary>The issuer that a host has unless its environment says otherwise.</summary>
internal static class RouteIssuer
{
    /// <summary>The host by https, on its usual port.</summary>
    public static string Usual(string host) => "https://" + host;
}
