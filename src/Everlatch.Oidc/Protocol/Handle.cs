using System.Buffers.Text;
using Everlatch.Core.Secrets;

namespace Everlatch.Oidc.Protocol;

/// <summary>
/// An opaque value that is looked up: a code, a pushed request, a device code. Its row is found by its hash, so that whoever
/// reads the database learns none.
/// </summary>
internal static class Handle
{
    /// <summary>Authorization codes.</summary>
    public const string Code = "elc_";

    /// <summary>Pushed authorization requests.</summary>
    public const string PushedRequest = "elp_";

    /// <summary>Device codes.</summary>
    public const string DeviceCode = "eld_";

    private const int MaxLength = 64;

    /// <summary>Makes one.</summary>
    public static string New(string prefix) => GeneratedSecret.New(prefix).Text;

    /// <summary>Whether a text could be one.</summary>
    public static bool Is(string prefix, string text) =>
        text.Length <= MaxLength && text.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>The id of its row.</summary>
    public static string IdOf(string text) => Base64Url.EncodeToString(GeneratedSecret.HashOf(text));
}
