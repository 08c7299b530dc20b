using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Protocol;

/// <summary>
/// Leaves <c>error_uri</c> out of every answer: OpenIddict's leads to its own documentation, which explains its code to its users
/// and nothing to ours. The error and its description say it all (RFC 6749 §5.2 makes the address optional).
/// </summary>
internal sealed class DropErrorAddress : IOpenIddictServerHandler<ProcessErrorContext>
{
    public ValueTask HandleAsync(ProcessErrorContext context)
    {
        context.Transaction.Response!.ErrorUri = null;
        return default;
    }
}
