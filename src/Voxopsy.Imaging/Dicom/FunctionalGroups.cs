namespace Voxopsy.Imaging.Dicom;

/// <summary>Looks an attribute up where an enhanced image may keep it: with the frame, shared by all frames, or at the top (PS3.3, C.7.6.16).</summary>
internal readonly record struct FunctionalGroups(DicomDataset Root, DicomDataset? Shared, DicomDataset? Frame)
{
    /// <summary>The item of a functional group, or null.</summary>
    internal DicomDataset? Group(DicomTag sequence) => Frame?.Item(sequence) ?? Shared?.Item(sequence);

    /// <summary>All values of an attribute joined with backslashes; empty when it is nowhere.</summary>
    internal string Joined(DicomTag? sequence, DicomTag tag)
    {
        DicomDataset? group = sequence is { } named ? Group(named) : null;
        DicomDataset? holder = group?.Find(tag) is not null ? group : Root.Find(tag) is not null ? Root : null;
        return holder is null ? string.Empty
            : DicomVrRules.IsText(DataDictionary.VrOf(tag)) ? string.Join('\\', holder.Texts(tag))
            : string.Join('\\', holder.Numbers(tag).Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
    }

    internal double? Number(DicomTag sequence, DicomTag tag) => Group(sequence)?.Number(tag) ?? Root.Number(tag);

    /// <summary>A fixed count of decimal numbers, or null with the reason.</summary>
    internal double[]? Triple(DicomTag sequence, DicomTag tag, int count, out string? problem)
    {
        DicomDataset holder = Group(sequence) is { } group && group.Find(tag) is not null ? group : Root;
        double[] numbers = holder.Numbers(tag);
        if (numbers.Length == count && numbers.All(double.IsFinite))
        {
            problem = null;
            return numbers;
        }

        problem = numbers.Length == 0
            ? $"{DataDictionary.NameOf(tag)} is missing"
            : $"{DataDictionary.NameOf(tag)} is '{string.Join('\\', holder.Texts(tag))}', where {count} decimal numbers belong";
        return null;
    }
}
