using Everlatch.Core.Ids;
using Everlatch.Oidc.People;

namespace Everlatch.Oidc.Authorize;

/// <summary>What an authorization request needs next.</summary>
internal abstract record NextStep
{
    /// <summary>The person signs in, or signs in again.</summary>
    internal sealed record SignIn : NextStep;

    /// <summary>The person says which of their tenants they act in.</summary>
    internal sealed record ChooseTenant : NextStep;

    /// <summary>The person says whether the application may have what it asks for.</summary>
    internal sealed record AskConsent : NextStep;

    /// <summary>The application gets its code.</summary>
    internal sealed record Issue(SignedInPerson Person, TenantId? Tenant) : NextStep;

    /// <summary>The application is told that it cannot be done.</summary>
    internal sealed record Refuse(string Error, string Description) : NextStep;
}
