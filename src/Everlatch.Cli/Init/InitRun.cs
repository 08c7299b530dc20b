using System.Text.Json.Nodes;
using Everlatch.Cli.Management;
using Everlatch.Cli.Up;
using Everlatch.Hosting;
using Everlatch.Schema.Gate;
using Everlatch.Server;
using Everlatch.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Everlatch.Cli.Init;

/// <summary>
/// Makes the first environment of a production database, with the configuration of its servers. None of them need run.
/// </summary>
internal static class InitRun
{
    /// <summary>Makes it, and says where the credentials are.</summary>
    public static async Task<int> RunAsync(InitSettings init, Output output, CancellationToken ct)
    {
        await using var app = ServerApp.Build(new ServerStart
        {
            ForPeople = true, Services = services => services.AddSingleton<FirstEnvironment>(),
        });
        await RequireSchemaAsync(app.Services.GetRequiredService<IOptions<StorageOptions>>().Value, ct);
        var first = app.Services.GetRequiredService<FirstEnvironment>();
        var unfinished = await first.UnfinishedAsync(ct);
        using var file = CredentialsFile.Create(init.Credentials);
        var made = await first.MakeAsync(init, unfinished, ct);
        file.Write(new UpFile.ManagementAccess($"{made.Issuer}/api/v1", made.Operator.Id, made.Operator.Secret));
        output.Item(new JsonObject
        {
            ["environment"] = made.Environment.Value, ["issuer"] = made.Issuer, ["credentials"] = init.Credentials,
        });
        return ExitCode.Done;
    }

    private static async Task RequireSchemaAsync(StorageOptions storage, CancellationToken ct)
    {
        var database = StorageSchema.DatabaseOf(storage);
        var verdict = await CheckSchema.RunAsync(StorageSchema.Source.ContractOf(database.Engine), database, ct);
        if (verdict.Missing is [var first, ..])
        {
            throw new StartRefusedException(
                "EL1721",
                $"The database lacks {first.MadeBy ?? first.Needed.Key} of this build. Run 'everlatch schema apply' first.");
        }
    }
}
