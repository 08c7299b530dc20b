using Everlatch.Directory.Clients;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Identity.Machines;

/// <summary>A form of the token endpoint as far as the machine path needs it.</summary>
/// <param name="Problem">What is wrong with the form; null when it could be read.</param>
/// <param name="Credentials">How the client presents itself; null when the form is for another grant.</param>
/// <param name="Target">What it asks for; null when the form is for another grant.</param>
internal readonly record struct MachineTokenRequest(string? Problem, ClientCredentials? Credentials, RequestedToken? Target)
{
    /// <summary>Whether the machine path answers it.</summary>
    public bool IsForMachines => Credentials is not null;

    /// <summary>Takes from a form what the machine path needs, and nothing when it is for another grant.</summary>
    public static MachineTokenRequest From(TokenForm form, HttpContext context)
    {
        if (form.Problem is not null || !form.HasGrantType("client_credentials"u8))
        {
            return new MachineTokenRequest(form.Problem, null, null);
        }

        var credentials = ClientCredentials.Read(
            context.Request.Headers.Authorization is [var header] ? header : null,
            form[TokenParameter.ClientId],
            form[TokenParameter.ClientSecret],
            form[TokenParameter.ClientAssertionType],
            form[TokenParameter.ClientAssertion]);
        var target = new RequestedToken(form[TokenParameter.Scope], form[TokenParameter.Resource], form.HasSeveralResources);
        return new MachineTokenRequest(null, credentials, target);
    }
}
