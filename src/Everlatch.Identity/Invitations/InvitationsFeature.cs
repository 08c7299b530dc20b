using Everlatch.Identity.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Invitations;

/// <summary>Invitations: mailed offers to join a tenant.</summary>
public static class InvitationsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddInvitations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InvitationOptions>()
            .Bind(configuration.GetSection(InvitationOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<IUserEnd, EndInvitations>()
            .AddSingleton<Invite>()
            .AddSingleton<TakeInvitation>()
            .AddSingleton<AcceptInvitation>()
            .AddSingleton<RevokeInvitation>()
            .AddSingleton<FindInvitations>();
    }
}
