using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Protocol;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Clients;

/// <summary>
/// The applications of the request's environment, as OpenIddict reads them. What it could write or list is in the other part.
/// </summary>
internal sealed partial class DirectoryApplications(CurrentHost current) : IOpenIddictApplicationStore<ApplicationEntry>
{
    public ValueTask<ApplicationEntry?> FindByIdAsync(string identifier, CancellationToken cancellationToken) =>
        new(current.FindApplication(identifier));

    public ValueTask<ApplicationEntry?> FindByClientIdAsync(string identifier, CancellationToken cancellationToken) =>
        new(current.FindApplication(identifier));

    public ValueTask<string?> GetIdAsync(ApplicationEntry application, CancellationToken cancellationToken) =>
        new(application.Id.Value);

    public ValueTask<string?> GetClientIdAsync(ApplicationEntry application, CancellationToken cancellationToken) =>
        new(application.Id.Value);

    public ValueTask<string?> GetApplicationTypeAsync(ApplicationEntry application, CancellationToken cancellationToken) =>
        new(application.Kind == ApplicationKind.Native ? ApplicationTypes.Native : ApplicationTypes.Web);

    public ValueTask<string?> GetClientTypeAsync(ApplicationEntry application, CancellationToken cancellationToken) =>
        new(application.Kind == ApplicationKind.Web ? ClientTypes.Confidential : ClientTypes.Public);

    public ValueTask<string?> GetConsentTypeAsync(ApplicationEntry application, CancellationToken cancellationToken) =>
        new(application.FirstParty ? ConsentTypes.Implicit : ConsentTypes.Explicit);

    public ValueTask<string?> GetDisplayNameAsync(ApplicationEntry application, CancellationToken cancellationToken) =>
        new(application.Name);

    public ValueTask<ImmutableDictionary<CultureInfo, string>> GetDisplayNamesAsync(
        ApplicationEntry application, CancellationToken cancellationToken) => new(ImmutableDictionary<CultureInfo, string>.Empty);

    public ValueTask<ImmutableArray<string>> GetPermissionsAsync(
        ApplicationEntry application, CancellationToken cancellationToken) => new(ApplicationRights.Of(application));

    public ValueTask<ImmutableArray<string>> GetRedirectUrisAsync(
        ApplicationEntry application, CancellationToken cancellationToken) => new(application.RedirectUris);

    public ValueTask<ImmutableArray<string>> GetPostLogoutRedirectUrisAsync(
        ApplicationEntry application, CancellationToken cancellationToken) => new(application.PostLogoutRedirectUris);

    public ValueTask<ImmutableArray<string>> GetRequirementsAsync(
        ApplicationEntry application, CancellationToken cancellationToken) => new(ApplicationRequirements.Of(application));

    public ValueTask<ImmutableDictionary<string, string>> GetSettingsAsync(
        ApplicationEntry application, CancellationToken cancellationToken) => new(ImmutableDictionary<string, string>.Empty);

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(
        ApplicationEntry application, CancellationToken cancellationToken) => new(ImmutableDictionary<string, JsonElement>.Empty);
}
