using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Oidc.Consent;

/// <summary>How the consent page says no: by an address. Whoever makes it up denies only themselves.</summary>
public static class ConsentAnswer
{
    private const string Parameter = "consent";
    private const string Denied = "denied";

    /// <summary>The address at which the waiting application is told <c>access_denied</c>.</summary>
    public static string Deny(string address) => QueryHelpers.AddQueryString(address, Parameter, Denied);

    internal static bool IsDenial(IQueryCollection query) => query[Parameter] == Denied;
}
