using Everlatch.Oidc.Protocol;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace Everlatch.Oidc.Tests.Protocol;

/// <summary>What of OpenIddict runs, and what does not: a new version of it must not change that unseen.</summary>
public sealed class HandlerTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    private List<OpenIddictServerHandlerDescriptor> Handlers =>
        server.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue.Handlers;

    [Fact]
    public void No_handler_looks_for_the_storage_that_was_taken_away()
    {
        Assert.DoesNotContain(Handlers, handler =>
            handler.FilterTypes.Contains(typeof(OpenIddictServerHandlerFilters.RequireTokenStorageEnabled))
            || handler.FilterTypes.Contains(typeof(OpenIddictServerHandlerFilters.RequireAuthorizationStorageEnabled)));
        Assert.Contains(Handlers, handler =>
            handler.FilterTypes.Contains(typeof(OpenIddictServerHandlerFilters.RequireDegradedModeDisabled)));
    }

    [Fact]
    public void Clients_are_authenticated_by_our_one_piece_of_code_alone()
    {
        Assert.DoesNotContain(ValidateClientSecret.Descriptor, Handlers);
        Assert.DoesNotContain(ValidateClientAssertion.Descriptor, Handlers);
        Assert.Contains(Handlers, handler => handler.ServiceDescriptor.ServiceType == typeof(AuthenticateClient));
    }

    [Fact]
    public void The_checks_that_are_left_to_openiddict_are_there()
    {
        OpenIddictServerHandlerDescriptor[] relied =
        [
            Authentication.ValidateClientRedirectUri.Descriptor,
            Authentication.ValidatePushedClientRedirectUri.Descriptor,
            Authentication.ValidateProofKeyForCodeExchangeRequirement.Descriptor,
            Authentication.ValidatePushedAuthorizationRequestsRequirement.Descriptor,
            Authentication.ValidateEndpointPermissions.Descriptor,
            Authentication.ValidateResponseTypePermissions.Descriptor,
            Exchange.ValidateGrantTypePermissions.Descriptor,
            Exchange.ValidateRedirectUri.Descriptor,
            Exchange.ValidateCodeVerifier.Descriptor,
            Exchange.ValidateAuthorizedParty.Descriptor,
        ];
        Assert.All(relied, descriptor => Assert.Contains(descriptor, Handlers));
    }
}
