using Everlatch.Directory;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;

namespace Everlatch.Server.Pages.SignIn;

/// <summary>Signs a person in by e-mail address and password.</summary>
internal static class SignInEndpoint
{
    /// <summary>Its address.</summary>
    public const string Path = "/signin";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show);
    }

    private static Page<SignInPage, SignInView> Show(HttpContext context) =>
        new(ViewOf(context) with
        {
            Email = ReturnPath.Of(context).QueryValue("login_hint") ?? "",
        });

    private static SignInView ViewOf(HttpContext context) => new()
    {
        Application = PendingApplication.Of(context)?.Name,
        SignUpOpen = context.Here().Environment.Settings.SignUpOpen,
    };
}
