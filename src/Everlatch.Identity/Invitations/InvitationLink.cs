using Everlatch.Core.Secrets;

namespace Everlatch.Identity.Invitations;

/// <summary>The link in an invitation's mail.</summary>
public static class InvitationLink
{
    /// <summary>The page it leads to; only a POST from there takes the invitation, so that no mail scanner does.</summary>
    public const string Page = "/invitations";

    private const string Prefix = "ell_";

    internal static GeneratedSecret NewToken() => GeneratedSecret.New(Prefix);

    internal static string PathOf(GeneratedSecret token) => $"{Page}?token={token.Text}";
}
