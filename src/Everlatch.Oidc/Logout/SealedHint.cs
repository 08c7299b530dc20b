using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;

namespace Everlatch.Oidc.Logout;

/// <summary>
/// What a posted ID token said, for the moment until the browser comes again as a navigation. A token has no place in an address:
/// that is written to histories and logs.
/// </summary>
internal sealed class SealedHint(MasterKey master, TimeProvider clock)
{
    /// <summary>The parameter that carries it.</summary>
    public const string Parameter = "sealed_hint";

    /// <summary>How long a browser may take to follow a redirect.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private const int MaxLength = 512;

    /// <summary>Seals a hint that was verified.</summary>
    public string Seal(EnvironmentId environment, IdTokenHint hint)
    {
        var until = (clock.GetUtcNow() + Life).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var text = string.Join(' ', until, hint.User.Value, hint.Application.Value, hint.Session);
        return Base64Url.EncodeToString(master.Seal(Purpose(environment), Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The hint; null when it was made up, is of another environment, or is too old.</summary>
    public IdTokenHint? Open(EnvironmentId environment, string? text)
    {
        if (text is null or { Length: > MaxLength })
        {
            return null;
        }

        try
        {
            var opened = Encoding.UTF8.GetString(master.Open(Purpose(environment), Base64Url.DecodeFromChars(text)));
            return opened.Split(' ') is [var until, var user, var application, var session]
                && clock.GetUtcNow().ToUnixTimeMilliseconds() < long.Parse(until, CultureInfo.InvariantCulture)
                    ? new IdTokenHint(UserId.Trusted(user), AppId.Trusted(application), session)
                    : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static string Purpose(EnvironmentId environment) => $"logout:{environment}";
}
