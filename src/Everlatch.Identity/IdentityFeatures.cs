using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Applications;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Environments;
using Everlatch.Identity.Invitations;
using Everlatch.Identity.Keys;
using Everlatch.Identity.Links;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.MachineClients;
using Everlatch.Identity.Machines;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Outages;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.SignUp;
using Everlatch.Identity.Tenants;
using Everlatch.Identity.Upkeep;
using Everlatch.Identity.Users;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity;

/// <summary>Every feature of people, tenants and machines, in one list.</summary>
public static class IdentityFeatures
{
    /// <summary>Registers them.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAudit();
        services.AddUsers();
        services.AddPasswords(configuration);
        services.AddLockouts(configuration);
        services.AddLinks(configuration);
        services.AddSessions();
        services.AddSignIn();
        services.AddOutages();
        services.AddSignUp();
        services.AddMail(configuration);
        services.AddUpkeep(configuration);
        services.AddKeys(configuration);
        services.AddMachines(configuration);
        services.AddMachineClients();
        services.AddEnvironments();
        services.AddDomains(configuration);
        services.AddCertificates(configuration);
        services.AddApis();
        services.AddApplications();
        services.AddSingleton<AdminWriter>();
        services.AddRoles();
        services.AddTenants();
        services.AddMemberships();
        services.AddInvitations(configuration);
        services.AddApiTokens();
        return services;
    }

    /// <summary>Maps their endpoints.</summary>
    public static IEndpointRouteBuilder MapIdentity(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
