using System.Data.Common;
using Everlatch.Schema.Contracts;
using Microsoft.Extensions.Hosting;

namespace Everlatch.Schema.Gate;

/// <summary>Looks at the schema whenever the gate asks for it, from the start of the host to its end.</summary>
internal sealed class WatchSchema(SchemaGate gate, SchemaGateOptions options, TimeProvider clock) : BackgroundService
{
    private readonly Lazy<SchemaContract> contract = new(
        () => Required(options.Source, nameof(options.Source))
            .CheckedContractOf(Required(options.Database, nameof(options.Database)).Engine),
        LazyThreadSafetyMode.PublicationOnly);

    private SchemaDatabase Database => Required(options.Database, nameof(options.Database));

    /// <summary>What this build needs.</summary>
    /// <exception cref="SchemaException">Its file is missing, malformed, of another engine or of other migrations.</exception>
    public SchemaContract Contract => contract.Value;

    /// <summary>Whether this server takes traffic.</summary>
    public bool IsOpen => gate.IsOpen;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        try
        {
            // A server whose schema fits is open before it listens. One that has to wait listens all the
            // same, whatever the clock says.
            await gate.WaitUntilOpenAsync(cancellationToken)
                .WaitAsync(options.StartPatience, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await gate.Schedule.UntilDueAsync(stoppingToken);
        }
    }

    private static T Required<T>(T? value, string name)
        where T : class => value ?? throw new SchemaException("EL1871", $"The options of the schema gate name no {name}.");

    // Whatever happens here, the gate hears of it and the next look comes: a start never fails for the sake of the database.
    private async Task LookAsync(CancellationToken ct)
    {
        gate.Schedule.Begin();
        var (begun, accusations) = (clock.GetTimestamp(), gate.Accusations);
        try
        {
            var verdict = await Task.Run(() => CheckSchema.RunAsync(Contract, Database.Within(options.Patience), ct), ct);
            gate.Judge(verdict, clock.GetElapsedTime(begun), accusations);
        }
        catch (SchemaException e)
        {
            gate.Fail(e, clock.GetElapsedTime(begun));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A driver's surprise must not end the watch. Its words stay out: they may quote the address.
            gate.Fail(
                new SchemaException("EL1870", $"The database cannot be looked at ({e.GetType().Name}).", inner: e),
                clock.GetElapsedTime(begun));
        }
    }
}
