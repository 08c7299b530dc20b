using Everlatch.Server.Pages.Branding;
using Everlatch.Server.Pages.Forms;
using Everlatch.Server.Pages.Languages;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.SignIn;

namespace Everlatch.Server.Pages;

/// <summary>The pages that a person sees.</summary>
internal static class PagesFeature
{
    /// <summary>Registers them.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents();
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
        return routes;
    }
}
