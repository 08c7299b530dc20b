using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Watch.Probes;

/// <summary>An authorization request with PKCE (RFC 7636), and what its client keeps until the code comes.</summary>
internal sealed class CodeRequest(ProbeAccess.WebClient client)
{
    private const int RandomBytes = 32;

    /// <summary>What the code is redeemed with.</summary>
    public string Verifier { get; } = Fresh();

    /// <summary>What comes back with the code.</summary>
    public string State { get; } = Fresh();

    /// <summary>What stands in the id_token.</summary>
    public string Nonce { get; } = Fresh();

    /// <summary>Where the browser is sent first.</summary>
    public string Address =>
        $"/oauth2/authorize?response_type=code&client_id={Uri.EscapeDataString(client.ClientId)}"
        + $"&redirect_uri={Uri.EscapeDataString(client.RedirectUri.OriginalString)}&scope=openid%20offline_access"
        + $"&state={State}&nonce={Nonce}&code_challenge_method=S256"
        + $"&code_challenge={Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))}";

    /// <summary>Whether this is where the client expects the browser back.</summary>
    public bool IsBack(Uri address) =>
        address.IsAbsoluteUri && address.GetLeftPart(UriPartial.Path) == client.RedirectUri.GetLeftPart(UriPartial.Path);

    private static string Fresh() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
}
