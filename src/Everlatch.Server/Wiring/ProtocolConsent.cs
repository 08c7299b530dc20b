using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Sessions;
using Everlatch.Oidc.Consent;
using Everlatch.Server.Pages.Consent;

namespace Everlatch.Server.Wiring;

/// <summary>Leads the consent page to the authorization request that waits.</summary>
internal sealed class ProtocolConsent(FindConsentRequest find, RecordConsent record) : IConsent
{
    public async Task<ConsentRequest?> FindAsync(DirectoryHost here, string address, CancellationToken ct) =>
        await find.RunAsync(here, address, ct) is { } question
            ? new ConsentRequest(question.Application, question.Name, Wanted(question))
            : null;

    public Task AllowAsync(DirectoryHost here, BrowserSession session, ConsentRequest request, CancellationToken ct) =>
        record.RunAsync(here.Environment.Id, session.User, request.Application, Allowed(request.Access), ct);

    public string Deny(string address) => ConsentAnswer.Deny(address);

    /// <summary>What is asked for, as the pages show it.</summary>
    internal static WantedAccess Wanted(ConsentQuestion question) =>
        new(question.Scopes, [.. question.Apis.Select(api => new WantedApi(api.Id, api.Name, api.Scopes))]);

    // What was shown, and nothing that was added since.
    private static ConsentedAccess Allowed(WantedAccess wanted) =>
        new(
            [.. wanted.Scopes],
            [.. wanted.Apis.Select(api => new ApiGrant(api.Id, [.. api.Scopes.Select(scope => scope.Name)]))]);
}
