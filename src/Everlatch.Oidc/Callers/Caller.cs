using Everlatch.Directory.Clients;

namespace Everlatch.Oidc.Callers;

/// <summary>The form that a client posted, and who it proved to be.</summary>
/// <param name="Client">The client.</param>
/// <param name="IsPublic">Whether it only named itself.</param>
/// <param name="Token">The <c>token</c> parameter, which every such endpoint has.</param>
internal sealed record Caller(AuthenticatedClient Client, bool IsPublic, string Token);
