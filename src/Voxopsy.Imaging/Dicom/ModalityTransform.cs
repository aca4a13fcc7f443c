namespace Voxopsy.Imaging.Dicom;

/// <summary>From stored values to the unit of the modality: slope and intercept, or a look-up table (PS3.3, C.11.1).</summary>
internal sealed record ModalityTransform(double Slope, double Intercept)
{
    internal static ModalityTransform Identity { get; } = new(1, 0);

    /// <summary>Gets the first stored value of the table.</summary>
    internal int TableStart { get; init; }

    /// <summary>Gets the table; null when slope and intercept hold.</summary>
    internal float[]? Table { get; init; }

    /// <summary>The transform of a data set or of one functional group; null when it has none.</summary>
    /// <exception cref="DicomException">Slope or table cannot be used.</exception>
    internal static ModalityTransform? Of(DicomDataset set, string path, SampleKind kind)
    {
        if (set.Item(DicomTags.ModalityLutSequence) is { } table)
        {
            return OfTable(table, path, kind);
        }

        double[] slopes = set.Numbers(DicomTags.RescaleSlope);
        double[] intercepts = set.Numbers(DicomTags.RescaleIntercept);
        if (slopes.Length == 0 && intercepts.Length == 0)
        {
            return null;
        }

        // A slope or intercept that says "NaN" says that there is none.
        double slope = Value(set, DicomTags.RescaleSlope, slopes, 1, path);
        double intercept = Value(set, DicomTags.RescaleIntercept, intercepts, 0, path);
        return slope == 0
            ? throw new DicomException(path, "RescaleSlope is 0, which would make every voxel alike.")
            : new ModalityTransform(slope, intercept);
    }

    private static double Value(DicomDataset set, DicomTag tag, double[] numbers, double otherwise, string path)
    {
        if (numbers.Length == 0 || set.Text(tag).Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            return otherwise;
        }

        return double.IsFinite(numbers[0]) ? numbers[0]
            : throw new DicomException(path, $"{DataDictionary.NameOf(tag)} is '{set.Text(tag)}', which is not a decimal number.");
    }

    private static ModalityTransform OfTable(DicomDataset table, string path, SampleKind kind)
    {
        double[] descriptor = table.Numbers(DicomTags.LutDescriptor);
        double[] values = table.Numbers(DicomTags.LutValues);
        if (descriptor.Length != 3)
        {
            throw new DicomException(path, "its modality table has no usable descriptor.");
        }

        int count = descriptor[0] == 0 ? 65536 : (int)descriptor[0];
        int start = kind == SampleKind.Signed ? (short)(ushort)((int)descriptor[1] & 0xFFFF) : (int)descriptor[1];
        return count != values.Length || count < 1
            ? throw new DicomException(path, $"its modality table has {values.Length} entries where {count} are announced.")
            : new ModalityTransform(1, 0) { TableStart = start, Table = [.. values.Select(value => (float)value)] };
    }
}
