using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Server.Pages.Invitations;

/// <summary>Lets a person take an invitation that was mailed to them.</summary>
internal static class InvitationEndpoint
{
    /// <summary>Its address.</summary>
    public const string Path = "/invitations";

    /// <summary>The page of one invitation.</summary>
    public static string Address(string token) => QueryHelpers.AddQueryString(Path, "token", token);
}
