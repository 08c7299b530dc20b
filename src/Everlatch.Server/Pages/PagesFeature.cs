using Everlatch.Server.Pages.Account;
using Everlatch.Server.Pages.Branding;
using Everlatch.Server.Pages.Consent;
using Everlatch.Server.Pages.Device;
using Everlatch.Server.Pages.Domains;
using Everlatch.Server.Pages.Forms;
using Everlatch.Server.Pages.Invitations;
using Everlatch.Server.Pages.Languages;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Mail;
using Everlatch.Server.Pages.Password;
using Everlatch.Server.Pages.SignIn;
using Everlatch.Server.Pages.SignOut;
using Everlatch.Server.Pages.SignUp;
using Everlatch.Server.Pages.Tenants;
using Everlatch.Server.Pages.Verify;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages;

/// <summary>The pages that a person sees.</summary>
internal static class PagesFeature
{
    /// <summary>Registers them.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents();
        services.AddSingleton<OutboxAccess>();
        services.AddSingleton<MyTokens>();
        return services;
    }

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        Stylesheet.Map(routes);
        BrandEndpoint.Map(routes);

        var pages = routes.MapGroup("").AddEndpointFilter<AcceptForm>().ExcludeFromDescription();
        ChooseLanguage.Map(pages);
        SignInEndpoint.Map(pages);
        SignUpEndpoint.Map(pages);
        VerifyEndpoint.Map(pages);
        ForgotPasswordEndpoint.Map(pages);
        ResetPasswordEndpoint.Map(pages);
        SignOutEndpoint.Map(pages);
        InvitationEndpoint.Map(pages);
        SetupEndpoint.Map(pages);
        OutboxEndpoint.Map(pages);

        var own = pages.MapGroup("").AddEndpointFilter<RequireSession>();
        AccountEndpoint.Map(own);
        ChangePasswordEndpoint.Map(own);
        SessionsEndpoint.Map(own);
        TokensEndpoint.Map(own);
        TenantsEndpoint.Map(own);
        ConsentEndpoint.Map(own);
        DeviceEndpoint.Map(own);
        return routes;
    }
}
