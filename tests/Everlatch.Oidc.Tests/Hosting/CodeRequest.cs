using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>An authorization request, right in every part unless a test changes one.</summary>
public sealed record CodeRequest(TestApplication Application)
{
    /// <summary>The PKCE verifier.</summary>
    public string Verifier { get; init; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Where the code is to go.</summary>
    public string RedirectUri { get; init; } = TestApplication.Callback;

    /// <summary>What is asked for.</summary>
    public string Scope { get; init; } = "openid profile email offline_access";

    /// <summary>Further parameters; null takes one away.</summary>
    public Dictionary<string, string?> Also { get; init; } = [];

    /// <summary>The S256 challenge of the verifier.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>The parameters as sent.</summary>
    public Dictionary<string, string> ToParameters()
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = Application.Id.Value,
            ["response_type"] = "code",
            ["redirect_uri"] = RedirectUri,
            ["scope"] = Scope,
            ["state"] = "state-1",
            ["nonce"] = "nonce-1",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in Also)
        {
            parameters[name] = value;
        }

        return parameters.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
    }
}
