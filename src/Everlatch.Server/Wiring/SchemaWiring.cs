using Everlatch.Directory;
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
            gate.Database = StorageSchema.DatabaseOf(storage, mayCreate: false);
            gate.Source = StorageSchema.SourceOf(
                storage.SchemaFolder is { Length: > 0 } folder ? folder : null, gate.Database.Engine);
            gate.MendCommand = mendCommand;
            gate.CheckEvery = TimeSpan.FromSeconds(health.SchemaCheckSeconds);
            gate.RecheckEvery = TimeSpan.FromSeconds(health.SchemaRecheckSeconds);
            gate.ServesUnseen = () => provider.GetRequiredService<IDirectory>().IsCopy;
            gate.Answer = (context, _) => FaultHandler.UnavailableAsync(context, HostProblems.SchemaMissing);
        });
        services.AddSingleton<IStoreFaults, TellGate>();
        return services;
    }

    private sealed class TellGate(SchemaGate gate) : IStoreFaults
    {
        public void Report(Exception fault) => gate.Report(fault);
    }
}
