using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Radiomics.Perturbation;
using Voxopsy.Study.StudyFiles.Schema;

namespace Voxopsy.Study.StudyFiles;

/// <summary>How the regions of a feature set are perturbed to see which features hold still: every combination of the lists, each as often as asked.</summary>
/// <remarks>The defaults are small changes that two careful readers and two scans differ by; the chain is that of Zwanenburg 2019.</remarks>
public sealed record PerturbationDefinition
{
    /// <summary>Gets the rotations in degrees.</summary>
    public ImmutableArray<double> RotationDegrees { get; init; } = [-8, 8];

    /// <summary>Gets the translations in voxels.</summary>
    public ImmutableArray<double> TranslationVoxels { get; init; } = [0.25];

    /// <summary>Gets the changes of volume as shares.</summary>
    public ImmutableArray<double> VolumeChanges { get; init; } = [-0.1, 0.1];

    /// <summary>Gets the added noise in multiples of the noise found in the image.</summary>
    public double Noise { get; init; }

    /// <summary>Gets the standard deviation of the contour's displacement in mm.</summary>
    public double ContourMillimeters { get; init; } = 0.6;

    /// <summary>Gets how often each combination is drawn.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Gets the number of perturbed regions of each case.</summary>
    public int Count => RotationDegrees.Length * TranslationVoxels.Length * VolumeChanges.Length * Repeats;

    internal static SchemaNode Schema() => new SectionSchema(
        ("rotation_degrees", new ListSchema(new NumberSchema(-180, 180)) { Description = "Rotations about the third axis, degrees" }),
        ("translation_voxels", new ListSchema(new NumberSchema(-1, 1)) { Description = "Shifts of the sampling grid, voxels" }),
        ("volume", new ListSchema(new NumberSchema(-0.9, 2)) { Description = "Changes of the volume, as shares: 0.1 adds a tenth" }),
        ("noise", new NumberSchema(0, 10) { Description = "Added noise, in multiples of the noise found in the image" }),
        ("contour_mm", new NumberSchema(0, 50) { Description = "Standard deviation of a smooth random displacement of the contour, mm" }),
        ("repeats", new NumberSchema(1, 100) { WholeOnly = true, Description = "Draws of each combination" }));

    internal static PerturbationDefinition Read(StudySection section)
    {
        PerturbationDefinition usual = new();
        return new PerturbationDefinition
        {
            RotationDegrees = Numbers(section, "rotation_degrees", usual.RotationDegrees),
            TranslationVoxels = Numbers(section, "translation_voxels", usual.TranslationVoxels),
            VolumeChanges = Numbers(section, "volume", usual.VolumeChanges),
            Noise = section.Number("noise", usual.Noise),
            ContourMillimeters = section.Number("contour_mm", usual.ContourMillimeters),
            Repeats = section.Whole("repeats", usual.Repeats),
        };
    }

    /// <summary>The perturbations in a fixed order, their seeds still to be drawn.</summary>
    internal IEnumerable<RegionPerturbation> All() =>
        from rotation in RotationDegrees
        from translation in TranslationVoxels
        from volume in VolumeChanges
        from repeat in Enumerable.Range(0, Repeats)
        select new RegionPerturbation
        {
            RotationDegrees = rotation,
            TranslationVoxels = translation,
            VolumeChange = volume,
            Noise = Noise,
            ContourMillimeters = ContourMillimeters,
        };

    internal string Text() => string.Create(
        CultureInfo.InvariantCulture,
        $"{{rotation_degrees: [{List(RotationDegrees)}], translation_voxels: [{List(TranslationVoxels)}], volume: [{List(VolumeChanges)}], noise: {Noise}, contour_mm: {ContourMillimeters}, repeats: {Repeats}}}");

    private static ImmutableArray<double> Numbers(StudySection section, string key, ImmutableArray<double> otherwise) => section.Texts(key) is { IsEmpty: false } texts
        ? [.. texts.Select(text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))]
        : otherwise;

    private static string List(ImmutableArray<double> values) => string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
