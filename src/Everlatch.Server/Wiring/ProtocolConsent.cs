using Everlatch.Directory;
using Everlatch.Identity.Sessions;
using Everlatch.Oidc.Consent;
using Everlatch.Server.Pages.Consent;

namespace Everlatch.Server.Wiring;

/// <summary>Leads the consent page to the authorization request that waits.</summary>
internal sealed class ProtocolConsent(FindConsentRequest find, RecordConsent record) : IConsent
{
    public async Task<ConsentRequest?> FindAsync(DirectoryHost here, string address, CancellationToken ct) =>
        await find.RunAsync(here, address, ct) is { } question
            ? new ConsentRequest(question.Application, question.Name, ToScopes(question))
            : null;

    public Task AllowAsync(DirectoryHost here, BrowserSession session, ConsentRequest request, CancellationToken ct) =>
        record.RunAsync(
            here.Environment.Id, session.User, request.Application, [.. request.Scopes.Select(scope => scope.Name)], ct);

    public string Deny(string address) => ConsentAnswer.Deny(address);

    /// <summary>The scopes of a question as the pages show them.</summary>
    internal static IReadOnlyList<ConsentScope> ToScopes(ConsentQuestion question) =>
        [.. question.Scopes.Select(scope => new ConsentScope(scope.Name, scope.Description))];
}
