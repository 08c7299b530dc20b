using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Everlatch.Directory.Entries;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Oidc.Clients;

/// <content>
/// What OpenIddict's interface has and this service never asks of it: applications are written by the management API, and
/// authenticated by <see cref="Directory.Clients.ClientAuthentication" />. Each
/// of these throws, so that a change of the library shows.
/// </content>
internal sealed partial class DirectoryApplications
{
    private static NotSupportedException ReadOnly => new("The directory is written by the management API alone.");

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => throw ReadOnly;

    public ValueTask<long> CountAsync<TResult>(
        Func<IQueryable<ApplicationEntry>, IQueryable<TResult>> query, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask CreateAsync(ApplicationEntry application, CancellationToken cancellationToken) => throw ReadOnly;

    public ValueTask UpdateAsync(ApplicationEntry application, CancellationToken cancellationToken) => throw ReadOnly;

    public ValueTask DeleteAsync(ApplicationEntry application, CancellationToken cancellationToken) => throw ReadOnly;

    public ValueTask<ApplicationEntry> InstantiateAsync(CancellationToken cancellationToken) => throw ReadOnly;

    public IAsyncEnumerable<ApplicationEntry> FindByRedirectUriAsync(
        string uri, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public IAsyncEnumerable<ApplicationEntry> FindByPostLogoutRedirectUriAsync(
        string uri, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public IAsyncEnumerable<ApplicationEntry> ListAsync(
        int? count, int? offset, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(
        Func<IQueryable<ApplicationEntry>, TState, IQueryable<TResult>> query, TState state,
        CancellationToken cancellationToken) => throw ReadOnly;

    public ValueTask<TResult?> GetAsync<TState, TResult>(
        Func<IQueryable<ApplicationEntry>, TState, IQueryable<TResult>> query, TState state,
        CancellationToken cancellationToken) => throw ReadOnly;

    public ValueTask<string?> GetClientSecretAsync(
        ApplicationEntry application, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask<JsonWebKeySet?> GetJsonWebKeySetAsync(
        ApplicationEntry application, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetApplicationTypeAsync(
        ApplicationEntry application, string? type, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetClientIdAsync(
        ApplicationEntry application, string? identifier, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetClientSecretAsync(
        ApplicationEntry application, string? secret, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetClientTypeAsync(
        ApplicationEntry application, string? type, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetConsentTypeAsync(
        ApplicationEntry application, string? type, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetDisplayNameAsync(
        ApplicationEntry application, string? name, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetDisplayNamesAsync(
        ApplicationEntry application, ImmutableDictionary<CultureInfo, string> names, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetJsonWebKeySetAsync(
        ApplicationEntry application, JsonWebKeySet? set, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetPermissionsAsync(
        ApplicationEntry application, ImmutableArray<string> permissions, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetPostLogoutRedirectUrisAsync(
        ApplicationEntry application, ImmutableArray<string> uris, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetPropertiesAsync(
        ApplicationEntry application, ImmutableDictionary<string, JsonElement> properties, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetRedirectUrisAsync(
        ApplicationEntry application, ImmutableArray<string> uris, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetRequirementsAsync(
        ApplicationEntry application, ImmutableArray<string> requirements, CancellationToken cancellationToken) =>
        throw ReadOnly;

    public ValueTask SetSettingsAsync(
        ApplicationEntry application, ImmutableDictionary<string, string> settings, CancellationToken cancellationToken) =>
        throw ReadOnly;
}
