using Microsoft.AspNetCore.Http.Features;

namespace Everlatch.Server.Limits;

/// <summary>Forms are small: protocols and pages take far less than the management API.</summary>
internal static class FormLimits
{
    /// <summary>Bytes of a form.</summary>
    public const int Form = 64 * 1024;

    /// <summary>Fields of a form.</summary>
    public const int Fields = 100;

    /// <summary>Characters of a field's name.</summary>
    public const int Name = 256;

    /// <summary>Lowers the body limit everywhere but below the management API.</summary>
    public static void UseFormLimits(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Form;
        }

        return next(context);
    });

    /// <summary>Bounds what the form reader holds.</summary>
    public static void Apply(FormOptions form)
    {
        form.ValueCountLimit = Fields;
        form.KeyLengthLimit = Name;
        form.ValueLengthLimit = Form;
        form.BufferBodyLengthLimit = Form;
        form.MultipartBodyLengthLimit = Form;
    }
}
