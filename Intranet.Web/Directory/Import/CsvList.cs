using System.Text;
using Intranet.Infrastructure.Directory;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Directory.Import;

/// <summary>A list of HR's to take along: semicolons and a byte order mark, as a Dutch Excel opens it.</summary>
internal static class CsvList
{
    public static string Line(params object?[] cells) => string.Join(';', cells.Select(cell => CsvCell.Write(cell?.ToString())));

    public static FileContentResult Csv(this ControllerBase controller, string name, IEnumerable<string> lines) =>
        controller.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n")], "text/csv", $"{name}.csv");
}
