using Everlatch.Directory;
using Everlatch.Directory.Copies;
using Everlatch.Hosting;
using Everlatch.Schema;
using Everlatch.Schema.Gate;
using Everlatch.Server.Faults;
using Everlatch.Server.Health;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Wiring;

/// <summary>Lets the gate look at the store, and hear of every statement that fails there.</summary>
internal static class SchemaWiring
{
    /// <summary>Registers the gate.</summary>
    /// <param name="services">The services.</param>
    /// <param name="mendCommand">What a person runs when something is missing.</param>
    public static IServiceCollection AddSchema(this IServiceCollection services, string mendCommand)
    {
        services.AddSchemaGate((gate, provider) =>
        {
            var health = provider.GetRequiredService<IOptions<HealthOptions>>().Value;
            var storage = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            gate.Database = StorageSchema.DatabaseOf(storage, mayCreate: false, onlyLooks: true);
            gate.Source = SourceOf(storage, gate.Database.Engine);
            gate.Build = ThisRelease.Digest;
            gate.MendCommand = mendCommand;
            gate.CheckEvery = TimeSpan.FromSeconds(health.SchemaCheckSeconds);
            gate.RecheckEvery = TimeSpan.FromSeconds(health.SchemaRecheckSeconds);
            gate.ServesUnseen = () => provider.GetRequiredService<IDirectory>().IsCopy;
            gate.Answer = (context, _) => FaultHandler.NotBegunAsync(context, ServerProblems.SchemaMissing);
        });
        services.AddSingleton(provider => TermsOf(
            provider.GetRequiredService<SchemaGate>(), provider.GetRequiredService<SchemaGateOptions>()));
        services.AddSingleton<IStoreFaults, TellGate>();
        return services;
    }

    private static SchemaSource SourceOf(StorageOptions storage, SchemaEngine engine) =>
        StorageSchema.SourceOf(storage.SchemaFolder is { Length: > 0 } folder ? folder : null, engine);

    // By the source of the gate, which reads its contract once for both.
    private static CopyTerms TermsOf(SchemaGate gate, SchemaGateOptions options)
    {
        try
        {
            return new CopyTerms(
                options.Source!.CheckedContractOf(options.Database!.Engine).Digest,
                () => gate.IsOpen && !gate.State.IsUnseen);
        }
        catch (SchemaException)
        {
            // The gate says what is wrong with it, and stays closed.
            return new CopyTerms("", () => false);
        }
    }

    private sealed class TellGate(SchemaGate gate) : IStoreFaults
    {
        public void Report(Exception fault) => gate.Report(fault);
    }
}
