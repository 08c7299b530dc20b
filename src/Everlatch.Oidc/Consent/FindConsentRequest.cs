using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Access;
using Everlatch.Oidc.Par;
using Everlatch.Storage;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Oidc.Consent;

/// <summary>Finds what the authorization request that waits at a local address asks a person for.</summary>
public sealed class FindConsentRequest(IDatabase database, TimeProvider clock)
{
    private const string Prefix = "/oauth2/authorize?";

    /// <summary>The question; null when no request waits there that the application may make.</summary>
    public async Task<ConsentQuestion?> RunAsync(DirectoryHost here, string address, CancellationToken ct)
    {
        if (!address.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var query = QueryHelpers.ParseQuery(address[(Prefix.Length - 1)..]);
        if (!Id.TryParse<AppId>(query.GetValueOrDefault("client_id"), out var id)
            || !here.Environment.Applications.TryGetValue(id, out var application)
            || application.Disabled)
        {
            return null;
        }

        var asked = PushedRequest.TryIdOf(query.GetValueOrDefault("request_uri"), out var pushed)
            ? await PushedAsync(here.Environment.Id, pushed, id, ct)
            : (Words(query.GetValueOrDefault("scope")), [.. query.GetValueOrDefault("resource").OfType<string>()]);
        return asked is { } found ? Ask(here.Environment, application, found) : null;
    }

    private static ConsentQuestion? Ask(
        DirectoryEnvironment environment,
        ApplicationEntry application,
        (ImmutableArray<string> Scopes, ImmutableArray<string> Resources) asked) =>
        DecideAccess.For(environment, application, asked.Scopes, asked.Resources) is AccessOutcome.Granted granted
            ? ConsentQuestion.Of(environment, application, granted.Scopes, granted.Resources)
            : null;

    private async Task<(ImmutableArray<string> Scopes, ImmutableArray<string> Resources)?> PushedAsync(
        EnvironmentId environment, string id, AppId application, CancellationToken ct)
    {
        var parameters = await PushedRequestStore.FindAsync(database, environment, id, application, clock.GetUtcNow(), ct);
        return parameters is not null && JsonNode.Parse(parameters) is JsonObject request
            ? (Words((string?)request["scope"]), Values(request["resource"]))
            : null;
    }

    private static ImmutableArray<string> Words(string? text) =>
        [.. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static ImmutableArray<string> Values(JsonNode? node) => node switch
    {
        null => [],
        JsonArray several => [.. several.Select(value => (string)value!)],
        _ => [(string)node!],
    };
}
