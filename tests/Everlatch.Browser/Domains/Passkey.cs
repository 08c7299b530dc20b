using Everlatch.Browser.Stage;

namespace Everlatch.Browser.Domains;

/// <summary>
/// What a page can do with passkeys where it is, in a browser with an authenticator of its own. The pages offer none yet; this is
/// what the browser says of their origins.
/// </summary>
internal static class Passkey
{
    private const string Make =
        """
        async rp => {
          const made = await navigator.credentials.create({ publicKey: {
            rp: { id: rp, name: 'test' }, user: { id: new Uint8Array([1]), name: 'ada', displayName: 'Ada' },
            challenge: new Uint8Array(32), pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
            authenticatorSelection: { residentKey: 'required', userVerification: 'required' } } })
          return JSON.parse(new TextDecoder().decode(made.response.clientDataJSON)).origin
        }
        """;

    private const string Use =
        """
        async rp => {
          try {
            const used = await navigator.credentials.get({ publicKey: {
              rpId: rp, challenge: new Uint8Array(32), userVerification: 'required', timeout: 1000 } })
            return JSON.parse(new TextDecoder().decode(used.response.clientDataJSON)).origin
          } catch (refused) { return refused.name }
        }
        """;

    /// <summary>Gives the browser an authenticator that holds passkeys and knows its owner.</summary>
    public static async Task AddAuthenticatorAsync(this Visit visit)
    {
        var devices = await visit.Context.NewCDPSessionAsync(visit.Page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new
            {
                protocol = "ctap2",
                transport = "internal",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
    }

    /// <summary>Makes a passkey for a relying party; the origin that it is told of.</summary>
    public static Task<string> MakePasskeyAsync(this Visit visit, string rp) => visit.Page.EvaluateAsync<string>(Make, rp);

    /// <summary>Uses one; the origin that it is told of, or the name of the browser's refusal.</summary>
    public static Task<string> UsePasskeyAsync(this Visit visit, string rp) => visit.Page.EvaluateAsync<string>(Use, rp);
}
