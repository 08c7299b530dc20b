using System.Diagnostics.CodeAnalysis;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Apis;

namespace Everlatch.Identity.Machines;

/// <summary>Finds the API that a token is for (RFC 8707): the one that is named, or the only one there is.</summary>
internal static class TargetApi
{
    /// <summary>The API and what a machine client may do there.</summary>
    public static bool TryFind(
        DirectoryEnvironment environment,
        MachineClientEntry client,
        string? resource,
        [NotNullWhen(true)] out ApiEntry? api,
        [NotNullWhen(true)] out ApiGrant? grant)
    {
        (api, grant) = (null, null);
        if (resource is null)
        {
            grant = client.Apis.Length == 1 ? client.Apis[0] : null;
            return grant is not null && environment.Apis.TryGetValue(grant.Api, out api);
        }

        if (!environment.ApisByAudience.TryGetValue(resource, out api))
        {
            return false;
        }

        foreach (var candidate in client.Apis)
        {
            if (candidate.Api == api.Id)
            {
                grant = candidate;
                return true;
            }
        }

        return false;
    }

    /// <summary>Says which APIs the client could have named: they are its own, and it proved who it is.</summary>
    public static MachineToken.Denied Refuse(DirectoryEnvironment environment, MachineClientEntry client, string? resource)
    {
        var audiences = client.Apis.Select(grant => environment.Apis.GetValueOrDefault(grant.Api)?.Audience).OfType<string>();
        var choice = string.Join(", ", audiences.Take(10));
        return new MachineToken.Denied("invalid_target", (resource, choice) switch
        {
            (_, "") => "This client may not call any API.",
            (null, _) => $"This client may call several APIs: name one by the resource parameter, of {choice}.",
            _ => $"This client may not call that resource; it may call {choice}.",
        });
    }

    /// <summary>
    /// The API that an API token asks for; without a name the only one beside our own; null when that leaves a choice.
    /// </summary>
    public static ApiEntry? OfApiToken(DirectoryEnvironment environment, string? resource)
    {
        if (resource is not null)
        {
            return environment.ApisByAudience.GetValueOrDefault(resource);
        }

        ApiEntry? only = null;
        foreach (var (audience, api) in environment.ApisByAudience)
        {
            if (audience != ManagementScopes.Audience)
            {
                if (only is not null)
                {
                    return null;
                }

                only = api;
            }
        }

        return only;
    }
}
