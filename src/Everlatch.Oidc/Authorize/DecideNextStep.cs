using Everlatch.Core.Ids;
using Everlatch.Oidc.Consent;
using Everlatch.Oidc.Logout;
using Everlatch.Oidc.People;
using Everlatch.Storage;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Authorize;

/// <summary>Decides what a request needs next: a sign-in, a tenant, consent, or nothing more.</summary>
internal sealed class DecideNextStep(IDatabase database, TimeProvider clock)
{
    /// <summary>Decides.</summary>
    /// <param name="request">The request.</param>
    /// <param name="person">Who is signed in.</param>
    /// <param name="began">When the request was first seen, if it comes back from a page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<NextStep> RunAsync(
        AuthorizationRequest request, SignedInPerson? person, DateTimeOffset? began, CancellationToken ct)
    {
        if (person is null || MustSignInAgain(request, person, began) || !await IsExpectedAsync(request, person))
        {
            return request.IsSilent ? Refuse(Errors.LoginRequired, "The person must sign in.") : new NextStep.SignIn();
        }

        var tenants = person.Tenant is { } chosen
            ? [chosen]
            : await PersonTenants.FirstTwoAsync(database, request.Environment.Id, person.User, ct);
        if (tenants.Count > 1)
        {
            return request.IsSilent
                ? Refuse(Errors.InteractionRequired, "The person must choose a tenant.")
                : new NextStep.ChooseTenant();
        }

        if (await NeedsConsentAsync(request, person.User, began, ct))
        {
            // It may have been given, and not have arrived; nor can it be given now.
            database.EnsureMissing("consents.find");
            return request.IsSilent ? Refuse(Errors.ConsentRequired, "The person must consent.") : new NextStep.AskConsent();
        }

        return new NextStep.Issue(person, tenants.Count == 1 ? tenants[0] : null);
    }

    /// <summary>Makes sure that nobody is signed in: clients throw a session away when they are told so.</summary>
    /// <exception cref="StoreFaultException">A standby answers, to which a session may not have come yet.</exception>
    public void EnsureNobody() => database.EnsureMissing("sessions.find_live");

    // A hint that is none of ours says nothing; one of ours for somebody else means that this is the wrong person (§3.1.2.2).
    private static async Task<bool> IsExpectedAsync(AuthorizationRequest request, SignedInPerson person) =>
        request.IdTokenHint is null
        || await ReadIdTokenHint.RunAsync(request.Environment, request.IdTokenHint) is not { } hint
        || hint.User == person.User;

    private bool MustSignInAgain(AuthorizationRequest request, SignedInPerson person, DateTimeOffset? began)
    {
        var demanded = request.Prompts.Contains(PromptValues.Login)
            || request.Prompts.Contains(PromptValues.SelectAccount)
            || (request.MaxAge is { } age && clock.GetUtcNow() - person.AuthenticatedAt > age);
        return demanded && !(began is { } moment && person.AuthenticatedAt >= moment);
    }

    private async Task<bool> NeedsConsentAsync(
        AuthorizationRequest request, UserId user, DateTimeOffset? began, CancellationToken ct)
    {
        if (request.Application.FirstParty)
        {
            return false;
        }

        var given = await ConsentStore.FindAsync(database, request.Environment.Id, user, request.Application.Id, ct);
        return given is null
            || !given.Access.Covers(Asked(request))
            || (request.Prompts.Contains(PromptValues.Consent) && !(began is { } moment && given.At >= moment));
    }

    private static ConsentedAccess Asked(AuthorizationRequest request) =>
        ConsentedAccess.Of(request.Environment, request.Application, request.Access.Scopes, request.Access.Resources);

    private static NextStep.Refuse Refuse(string error, string description) => new(error, description);
}
