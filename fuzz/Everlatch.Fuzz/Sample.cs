using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Everlatch.Server.Api.Http;

namespace Everlatch.Fuzz;

/// <summary>What parsers ask for beside their input: a master key, an environment with a signing key, a request.</summary>
internal static class Sample
{
    /// <summary>A master key that nobody else uses.</summary>
    public static readonly MasterKey Key = new(new byte[MasterKey.Length]);

    /// <summary>Id of the environment.</summary>
    public static readonly EnvironmentId EnvironmentId = EnvironmentId.Trusted("env_00000000000000000000000000");

    /// <summary>Id of its signing key.</summary>
    public static readonly KeyId KeyId = KeyId.Trusted("key_00000000000000000000000000");

    private static readonly HostEntry Host = new(HostName.Trusted("login.example"), "https://login.example", true);

    private static readonly ServiceProvider Services = new ServiceCollection().AddSingleton(new Cursors(Key))
        .BuildServiceProvider();

    /// <summary>Where requests arrive.</summary>
    public static DirectoryHost Here { get; } = new(
        new DirectoryEnvironment
        {
            Id = EnvironmentId,
            Name = "Fuzz",
            Region = Region.Trusted("eu"),
            Settings = new EnvironmentSettings(),
            Hosts = ImmutableDictionary<HostName, HostEntry>.Empty.Add(Host.Name, Host),
            Keys = [SigningKey()],
        },
        Host);

    /// <summary>A request to the environment.</summary>
    public static HttpContext Request(Action<HttpRequest> change)
    {
        var context = new DefaultHttpContext { RequestServices = Services };
        context.Features.Set(Here);
        change(context.Request);
        return context;
    }

    private static SigningKeyEntry SigningKey()
    {
        var made = GeneratedKey.For(SigningAlgorithms.Es256, KeyId);
        return new SigningKeyEntry
        {
            Id = KeyId,
            Algorithm = SigningAlgorithms.Es256,
            PublicJwk = made.PublicJwk,
            Private = SealedSigningKey.Open(
                Key, EnvironmentId, KeyId, SigningAlgorithms.Es256, SealedSigningKey.Seal(Key, EnvironmentId, made.Pkcs8)),
            SignsFrom = DateTimeOffset.UnixEpoch,
        };
    }
}
