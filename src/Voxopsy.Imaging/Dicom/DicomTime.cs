using System.Globalization;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Dates (YYYYMMDD) and times (HHMMSS.FFFFFF) as seconds (PS3.5, 6.2).</summary>
internal static class DicomTime
{
    /// <summary>Seconds since the year 1, or since midnight when the date is unknown; null for a time that is none.</summary>
    internal static double? Seconds(string date, string time)
    {
        // Older files write 10:25:51 instead of 102551; a zone after the time is the same for one series.
        string plain = time.Replace(":", string.Empty, StringComparison.Ordinal).Trim();
        int zone = plain.IndexOfAny(['+', '-']);
        plain = zone >= 0 ? plain[..zone] : plain;
        if (plain.Length < 2 || !Two(plain, 0, out int hours))
        {
            return null;
        }

        int minutes = 0;
        if (plain.Length >= 4 && !Two(plain, 2, out minutes))
        {
            return null;
        }

        double seconds = 0;
        if (plain.Length > 4 && !double.TryParse(plain.AsSpan(4), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds))
        {
            return null;
        }

        string day = date.Replace(".", string.Empty, StringComparison.Ordinal).Trim();
        double start = DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly parsed)
            ? parsed.DayNumber * 86400.0
            : 0;
        return start + (hours * 3600.0) + (minutes * 60.0) + seconds;
    }

    private static bool Two(string text, int at, out int value) =>
        int.TryParse(text.AsSpan(at, 2), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
