namespace Everlatch.Edge.Forwarding;

/// <summary>What a request is for; the most important first.</summary>
internal enum RouteClass
{
    /// <summary>Machines and every API behind them stand still without: token endpoint, keys, discovery, introspection.</summary>
    Tokens,

    /// <summary>People sign in.</summary>
    Pages,

    /// <summary>The management API and provisioning: whoever calls them can wait and try again.</summary>
    Admin,
}
