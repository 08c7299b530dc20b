using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.MachineClients;

/// <summary>Machine clients and their secrets, as administrators handle them.</summary>
public static class MachineClientsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddMachineClients(this IServiceCollection services) => services
        .AddSingleton<ReadMachineClients>()
        .AddSingleton<CreateMachineClient>()
        .AddSingleton<UpdateMachineClient>()
        .AddSingleton<DeleteMachineClient>()
        .AddSingleton<AddMachineClientSecret>()
        .AddSingleton<RemoveMachineClientSecret>();
}
