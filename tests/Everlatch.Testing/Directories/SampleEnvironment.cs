using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Testing.Directories;

/// <summary>An environment in memory, with a host, to which a test adds keys, APIs and clients.</summary>
public sealed class SampleEnvironment
{
    private static readonly MasterKey Master = new(new byte[MasterKey.Length]);
    private readonly TimeProvider clock;

    /// <summary>
    /// An environment with one host, one key of each named algorithm (ES256 when none is named) and nothing else.
    /// </summary>
    public SampleEnvironment(TimeProvider clock, params ReadOnlySpan<string> algorithms)
    {
        this.clock = clock;
        var id = Core.Ids.Id.New<EnvironmentId>(clock);
        var host = HostName.Trusted($"{id.Value.Replace('_', '-')}.example");
        Value = new DirectoryEnvironment
        {
            Id = id,
            Name = "Sample",
            Region = Region.Trusted("eu"),
            Settings = new EnvironmentSettings(),
            Hosts = ImmutableDictionary<HostName, HostEntry>.Empty.Add(host, new HostEntry(host, $"https://{host}", true)),
        };
        foreach (var algorithm in algorithms.IsEmpty ? [SigningAlgorithms.Es256] : algorithms)
        {
            AddKey(algorithm);
        }
    }

    /// <summary>The environment as it is now.</summary>
    public DirectoryEnvironment Value { get; set; }

    /// <summary>Where a request to its host arrives.</summary>
    public DirectoryHost Here => new(Value, Value.PrimaryHost!);

    /// <summary>The issuer of its host.</summary>
    public string Issuer => Here.Issuer;

    /// <summary>Adds a signing key, opened from its sealed form as the directory does.</summary>
    public SigningKeyEntry AddKey(string algorithm, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var id = Core.Ids.Id.New<KeyId>(clock);
        var generated = GeneratedKey.For(algorithm, id);
        var key = new SigningKeyEntry
        {
            Id = id,
            Algorithm = algorithm,
            PublicJwk = generated.PublicJwk,
            Private = SealedSigningKey.Open(
                Master, Value.Id, id, algorithm, SealedSigningKey.Seal(Master, Value.Id, generated.Pkcs8)),
            SignsFrom = from ?? clock.GetUtcNow(),
            SignsUntil = until,
        };
        Value = Value with { Keys = Value.Keys.Add(key) };
        return key;
    }

    /// <summary>Adds an API.</summary>
    public ApiEntry AddApi(string audience, params ReadOnlySpan<string> scopes)
    {
        var api = new ApiEntry
        {
            Id = Core.Ids.Id.New<ApiId>(clock),
            Audience = audience,
            Name = audience,
            Scopes = [.. scopes.ToArray().Select(scope => new ApiScope(scope, ""))],
            TokenSeconds = 3600,
        };
        Value = Value with
        {
            Apis = Value.Apis.Add(api.Id, api),
            ApisByAudience = Value.ApisByAudience.Add(audience, api),
        };
        return api;
    }

    /// <summary>Adds a machine client that may have every scope of the APIs.</summary>
    public MachineClientEntry AddMachine(
        GeneratedSecret? secret = null, ClientKeySet? keys = null, params ReadOnlySpan<ApiEntry> apis)
    {
        var client = new MachineClientEntry
        {
            Id = Core.Ids.Id.New<MachineClientId>(clock),
            Name = "Machine",
            Apis = [.. apis.ToArray().Select(api => new ApiGrant(api.Id, [.. api.Scopes.Select(scope => scope.Name)]))],
            SigningAlgorithm = Value.Keys[0].Algorithm,
            TokenSeconds = 600,
            KeySet = keys,
            Secrets = secret is null ? [] : [SecretOf(secret)],
        };
        Put(client);
        return client;
    }

    /// <summary>Adds a machine client, or puts it in the place of the one with its id.</summary>
    public void Put(MachineClientEntry client) =>
        Value = Value with { MachineClients = Value.MachineClients.SetItem(client.Id, client) };

    /// <summary>Adds an application.</summary>
    public ApplicationEntry AddApplication(ApplicationKind kind, GeneratedSecret? secret = null)
    {
        var application = new ApplicationEntry
        {
            Id = Core.Ids.Id.New<AppId>(clock),
            Name = "Application",
            Kind = kind,
            FirstParty = true,
            RedirectUris = [],
            PostLogoutRedirectUris = [],
            Scopes = [],
            Apis = [],
            SigningAlgorithm = SigningAlgorithms.Es256,
            Secrets = secret is null ? [] : [SecretOf(secret)],
        };
        Value = Value with { Applications = Value.Applications.Add(application.Id, application) };
        return application;
    }

    /// <summary>Adds a role, and an API token whose owner has it.</summary>
    public ApiTokenEntry AddApiToken(
        GeneratedSecret secret, string[] ofOwner, string[] asked, UserId? user = null, DateTimeOffset? expiresAt = null)
    {
        var role =
            new RoleEntry { Id = Core.Ids.Id.New<RoleId>(clock), Key = "sample", Name = "Sample", Permissions = [.. ofOwner] };
        var token = new ApiTokenEntry
        {
            Id = Core.Ids.Id.New<ApiTokenId>(clock),
            Name = "Token",
            Tenant = Core.Ids.Id.New<TenantId>(clock),
            User = user,
            OwnerRoles = [role.Key],
            Permissions = [.. asked],
            ExpiresAt = expiresAt,
            Secrets = [SecretOf(secret)],
        };
        Value = Value with { Roles = Value.Roles.SetItem(role.Key, role), ApiTokens = Value.ApiTokens.Add(token.Id, token) };
        return token;
    }

    /// <summary>The stored half of a secret.</summary>
    public ClientSecret SecretOf(GeneratedSecret secret, DateTimeOffset? expiresAt = null) =>
        new(Core.Ids.Id.New<SecretId>(clock), secret.Hash, expiresAt);
}
