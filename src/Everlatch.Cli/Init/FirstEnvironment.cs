using Everlatch.Cli.Up.Seeding;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Hosting;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Environments;
using Everlatch.Identity.MachineClients;
using Everlatch.Server;

namespace Everlatch.Cli.Init;

/// <summary>The operator's environment of a new installation: everything else is made through its management API.</summary>
internal sealed class FirstEnvironment(
    IDirectory directory, CreateEnvironment create, AddHost addHost, CreateMachineClient createClient)
{
    /// <summary>The audit trail's word for what is made here.</summary>
    private static readonly AuditActor By = new("init", "");

    /// <summary>What was made; the secret is told this once.</summary>
    internal sealed record Made(EnvironmentId Environment, string Issuer, ClientCredentials Operator);

    /// <summary>The environment of an <c>init</c> that was cut short; null where there is none at all.</summary>
    /// <exception cref="StartRefusedException">There is a finished one: whoever operates it makes the others.</exception>
    public async Task<EnvironmentId?> UnfinishedAsync(CancellationToken ct)
    {
        await directory.CatchUpAsync(ct);
        return directory.Current.Environments.Values.ToList() switch
        {
            [] => null,

            // The client comes last, so nobody has credentials for this one yet.
            [{ Settings.IsOperator: true, MachineClients.Count: 0 } only] => only.Id,
            _ => throw new StartRefusedException(
                "EL1720", "This database has an environment already. Make further ones as its operator: everlatch env create."),
        };
    }

    /// <summary>Makes it, or what is missing of an unfinished one.</summary>
    public async Task<Made> MakeAsync(InitSettings init, EnvironmentId? unfinished, CancellationToken ct)
    {
        var settings = new EnvironmentSettings { IsOperator = true };
        var environment = unfinished ?? (await create.RunAsync(By, init.Name, init.Region.Value, settings, ct)).Value().Id;
        var issuer = directory.Current.Find(init.Host)?.Issuer
            ?? (await addHost.RunAsync(By, environment, init.Host.Value, init.Issuer, ct)).Value().Issuer;
        return new Made(environment, issuer, await OperatorAsync(environment, ct));
    }

    private async Task<ClientCredentials> OperatorAsync(EnvironmentId environment, CancellationToken ct)
    {
        var api = directory.Current.Environments[environment].ApisByAudience[ManagementScopes.Audience];
        var draft = new MachineClientDraft
        {
            Name = "Operator", Apis = [new ApiGrant(api.Id, [.. api.Scopes.Select(scope => scope.Name)])],
        };
        var made = (await createClient.RunAsync(By, environment, draft, ct)).Value();
        return new ClientCredentials(made.Client.Id.Value, made.Secret!.Text);
    }
}
