using System.Security.Cryptography;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Clients;
using Everlatch.Oidc.Device;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerHandlers;
using Filters = OpenIddict.Server.OpenIddictServerHandlerFilters;

namespace Everlatch.Oidc.Protocol;

/// <summary>
/// OpenIddict as this service uses it: its checks of requests, our directory of clients, our grants, our tokens (docs/adr).
/// </summary>
internal static class ProtocolFeature
{
    internal static IServiceCollection AddProtocol(this IServiceCollection services)
    {
        services.AddScoped<CurrentHost>();
        services.AddHostedService<CheckOptions>();
        services.AddOpenIddict()
            .AddCore(core => core
                .SetDefaultApplicationEntity<ApplicationEntry>()
                .ReplaceApplicationStore<ApplicationEntry, DirectoryApplications>()
                .DisableEntityCaching())
            .AddServer(server =>
            {
                AddEndpoints(server);
                AddFlows(server);
                server.AddRules();
                server.Configure(TakeStorageAway);
                server.UseAspNetCore()
                    .DisableTransportSecurityRequirement() // the edge ends TLS; the issuer says https
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableEndUserVerificationEndpointPassthrough()
                    .EnableErrorPassthrough();
            });
        return services;
    }

    private static void AddEndpoints(OpenIddictServerBuilder server) => server
        .SetAuthorizationEndpointUris("oauth2/authorize")
        .SetPushedAuthorizationEndpointUris("oauth2/par")
        .SetTokenEndpointUris("oauth2/token")
        .SetDeviceAuthorizationEndpointUris("oauth2/device")
        .SetEndUserVerificationEndpointUris("device");

    private static void AddFlows(OpenIddictServerBuilder server)
    {
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.AllowRefreshTokenFlow();
        server.AllowDeviceAuthorizationFlow();
        server.DisableAccessTokenEncryption().DisableAuthorizationStorage();

        // Scopes and resources are per environment: CheckAccess judges both.
        server.DisableScopeValidation().DisableResourceValidation();
        server.IgnoreScopePermissions().IgnoreResourcePermissions();
        server.SetUserCodeCharset([.. UserCode.Alphabet.Select(letter => letter.ToString())]).SetUserCodeLength(UserCode.Length);

        // OpenIddict will not start without keys. Nothing that leaves the process is signed or encrypted with these.
        server.AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
        server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
    }

    // Grants, codes and the like are rows of ours, issued and redeemed by rules of ours (AddHandleRules).
    // DisableTokenStorage would do this too, but refuses to start with the device grant.
    private static void TakeStorageAway(OpenIddictServerOptions options)
    {
        options.Handlers.RemoveAll(handler =>
            handler.FilterTypes.Contains(typeof(Filters.RequireTokenStorageEnabled))
            || handler.FilterTypes.Contains(typeof(Filters.RequireAuthorizationStorageEnabled)));

        // AuthenticateClient does what these do.
        options.Handlers.Remove(ValidateClientAssertion.Descriptor);
        options.Handlers.Remove(ValidateClientType.Descriptor);
        options.Handlers.Remove(ValidateClientSecret.Descriptor);

        // NarrowAccess does what this does, and does not call a scope that is too wide an invalid_grant: clients throw sessions
        // away on that.
        options.Handlers.Remove(Exchange.ValidateGrantedScopes.Descriptor);

        // Nor does it call the parameter itself invalid: a client may ask for less than a code grants, as for a refresh.
        options.Handlers.Remove(Exchange.ValidateScopeParameter.Descriptor);

        // Answered by Discovery, from memory.
        options.ConfigurationEndpointUris.Clear();
        options.JsonWebKeySetEndpointUris.Clear();
        options.CodeChallengeMethods.Clear();
        options.CodeChallengeMethods.Add(CodeChallengeMethods.Sha256);
        options.ResponseModes.Clear();
        options.ResponseModes.Add(ResponseModes.Query);
    }
}
