using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using Intranet.Tests.Security;
using Intranet.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.ContentRules;

/// <summary>Everything through which words come into the application, read from the application itself: nobody has to remember to list them.</summary>
internal static partial class WritableTexts
{
    /// <summary>"POST /posts Body": a field of a form that is sent, by its route and its name.</summary>
    public static IReadOnlyList<(string Key, string Route, string Field, bool IsFile)> Fields(IntranetApp app) =>
        [.. Actions(app, isSent: true).SelectMany(action => Texts(action.Method)
            .Select(text => ($"{action.Route} {text.Name}", action.Route, text.Name, text.IsFile))).DistinctBy(field => field.Item1)];

    /// <summary>"GET /search q": what may stand behind the question mark of an address.</summary>
    public static IReadOnlyList<(string Route, string Field)> Questions(IntranetApp app) =>
        [.. Actions(app, isSent: false).SelectMany(action => Texts(action.Method).Select(text => (action.Route, text.Name)))];

    /// <summary>"ChatHub.Send Text": what a page says over its live connection.</summary>
    public static IReadOnlyList<string> Calls { get; } =
        [.. Hubs.Methods.SelectMany(method => Texts(method).Select(text => $"{method.DeclaringType!.Name}.{method.Name} {text.Name}"))];

    /// <summary>"admin create --email": an option or argument of the command line.</summary>
    public static IReadOnlyList<string> Words { get; } =
        [.. typeof(IntranetHost).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.ReturnType == typeof(Command) && method.GetParameters().Length == 0)
            .SelectMany(method => Of((Command)method.Invoke(null, null)!, ""))];

    private static IEnumerable<string> Of(Command command, string before)
    {
        var name = $"{before}{command.Name}";
        var options = command.Options.Select(option => (option.Name, Type: option.ValueType)).Concat(command.Arguments.Select(argument => (argument.Name, Type: argument.ValueType)));
        return options.Where(option => option.Type == typeof(string) && option.Name != "--data").Select(option => $"{name} {option.Name}")
            .Concat(command.Subcommands.SelectMany(inner => Of(inner, $"{name} ")));
    }

    private static IEnumerable<(string Route, MethodInfo Method)> Actions(IntranetApp app, bool isSent) =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (endpoint.RoutePattern.RawText, Method: endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "ANY", Action: endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()))
            .Where(endpoint => endpoint.Action is not null && (endpoint.Method != "GET") == isSent)
            .Select(endpoint => ($"{endpoint.Method} /{Constraints().Replace(endpoint.RawText!.TrimStart('/'), "}")}", endpoint.Action!.MethodInfo));

    private static IEnumerable<(string Name, bool IsFile)> Texts(MethodInfo method) => method.GetParameters()
        .Where(parameter => parameter.GetCustomAttribute<FromServicesAttribute>() is null)
        .SelectMany(parameter => parameter.GetCustomAttribute<BindAttribute>()?.Prefix is { } prefix ? Texts($"{prefix}.", parameter.ParameterType)
            : IsLeaf(parameter.ParameterType) ? Texts(parameter.Name!, parameter.ParameterType) : Texts("", parameter.ParameterType));

    /// <param name="name">Of a leaf the whole name; else what stands before the names of its parts.</param>
    private static IEnumerable<(string Name, bool IsFile)> Texts(string name, Type type)
    {
        if (type == typeof(string)) return [(name, false)];
        if (type == typeof(IFormFile)) return [(name, true)];
        if (Element(type) is { } element) return element == typeof(string) || element == typeof(IFormFile) ? Texts(element == typeof(string) ? $"{name}[0]" : name, element) : Texts($"{name}[0].", element);
        if (type.Assembly != typeof(IntranetHost).Assembly || type.IsEnum) return [];
        return type.GetProperties().Where(property => property.SetMethod?.IsPublic == true && property.GetCustomAttribute<BindNeverAttribute>() is null)
            .SelectMany(property => Texts($"{name}{property.Name}{(IsLeaf(property.PropertyType) ? "" : ".")}", property.PropertyType));
    }

    private static bool IsLeaf(Type type) => type == typeof(string) || type == typeof(IFormFile) || Element(type) is not null;

    private static Type? Element(Type type) => type == typeof(string) ? null
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [var only] && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? only : null;

    [GeneratedRegex(@"(:\w+(\([^)]*\))?)+\}")]
    private static partial Regex Constraints();
}
