using Everlatch.Hosting;
using Everlatch.Server.Tests.Api;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Everlatch.Server.Tests.Faults;

/// <summary>The real host on a database that fails where a test says.</summary>
public sealed class FaultyServer : IAsyncLifetime
{
    /// <summary>What edges bring.</summary>
    internal const string EdgeToken = "edges";

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-faulty-");

    /// <summary>Makes the key that it seals certificates for edges with.</summary>
    public FaultyServer()
    {
        var edgeKey = Path.Combine(folder.FullName, "edge.key");
        KeyFile.Create(edgeKey);
        Host = new(
            ("Everlatch:Directory:PollMilliseconds", "60000"),
            ("Everlatch:Health:SchemaRecheckSeconds", "3600"),
            ("Everlatch:Domains:MaxUnproven", "100000"),
            ("Everlatch:Domains:MaxPerTenant", "100000"),
            ("Everlatch:Domains:MaxPerEnvironment", "100000"),
            ("Everlatch:Feed:Region", "eu"),
            ("Everlatch:Feed:Token", EdgeToken),
            ("Everlatch:Feed:CertificateKeyFile", edgeKey))
        {
            Change = services =>
            {
                var real = services.Last(service => service.ServiceType == typeof(IDatabase)).ImplementationFactory!;
                services.AddSingleton(provider => new FaultyDatabase((IDatabase)real(provider)));
                services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<FaultyDatabase>());
                services.AddSingleton<IStartupFilter, BeginFaults>();

                // Thousands of faults with their stacks would be most of the work.
                services.AddLogging(logs => logs.ClearProviders());
            },
        };
    }

    /// <summary>
    /// The host. Its directory follows only what its own requests write, so that nobody else does a request's reading; and it
    /// looks at its schema once, before the triggers come with which changes are kept.
    /// </summary>
    internal ManagementServer<SqliteEngine> Host { get; }

    /// <summary>Where the style sheet is; its address has its content's hash.</summary>
    internal string StylesheetPath =>
        MappedRoutes.Of(Host.Services).Single(route =>
            route.EndsWith(".css", StringComparison.Ordinal)
            && route.StartsWith("GET /assets/", StringComparison.Ordinal))["GET ".Length..];

    /// <summary>What changes in its database.</summary>
    internal RowChanges Changes { get; private set; } = null!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        Changes = await RowChanges.OfAsync(Host.SqliteFile);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Changes.DisposeAsync();
        await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Gives the next request a plan.</summary>
    internal FaultPlan Arm(FaultPlan plan) => Host.Services.GetRequiredService<FaultyDatabase>().Arm(plan);
}
