using OpenIddict.Server;

namespace Everlatch.Oidc.Protocol;

/// <summary>Puts a rule of ours among OpenIddict's handlers.</summary>
internal static class Rule
{
    // Built-in handlers stand 1,000 apart, so that rules fit between any two.
    private const int First = 100;
    private const int HalfWay = 500;
    private const int Last = 900;

    /// <summary>
    /// A rule that runs after a built-in handler. Rules at one place are exclusive: their order among each other is no matter.
    /// </summary>
    public static OpenIddictServerHandlerDescriptor After<TContext, TRule>(OpenIddictServerHandlerDescriptor neighbour)
        where TContext : OpenIddictServerEvents.BaseContext
        where TRule : class, IOpenIddictServerHandler<TContext> => At<TContext, TRule>(neighbour.Order + HalfWay);

    /// <summary>A rule that runs before all others at that place.</summary>
    public static OpenIddictServerHandlerDescriptor FirstAfter<TContext, TRule>(OpenIddictServerHandlerDescriptor neighbour)
        where TContext : OpenIddictServerEvents.BaseContext
        where TRule : class, IOpenIddictServerHandler<TContext> => At<TContext, TRule>(neighbour.Order + First);

    /// <summary>A rule that runs after all others at that place.</summary>
    public static OpenIddictServerHandlerDescriptor LastAfter<TContext, TRule>(OpenIddictServerHandlerDescriptor neighbour)
        where TContext : OpenIddictServerEvents.BaseContext
        where TRule : class, IOpenIddictServerHandler<TContext> => At<TContext, TRule>(neighbour.Order + Last);

    private static OpenIddictServerHandlerDescriptor At<TContext, TRule>(int order)
        where TContext : OpenIddictServerEvents.BaseContext
        where TRule : class, IOpenIddictServerHandler<TContext> =>
        OpenIddictServerHandlerDescriptor.CreateBuilder<TContext>()
            .UseScopedHandler<TRule>()
            .SetOrder(order)
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();
}
