using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>A kidney with a tumour, in three phases of computed tomography: analytic, or painted inside a mask that a person drew.</summary>
/// <remarks>
/// Labels: 1 kidney, 2 tumour, 3 cyst (of real masks alone). Kidney: ellipsoid of semi-axes 26 × 24 × 52 mm ± 8 %, a sinus, a cortex and medullary pyramids where
/// cos 7θ + cos(5z / 9 mm) > −0.4. Levels of tissues are rounded clinical values, listed with their sources in <c>docs/methods/simulation.md</c>.
/// </remarks>
public sealed class RenalPhantom
{
    private readonly Scene _scene;
    private readonly PhantomRandom _random;
    private readonly Func<double, double, double, double> _kidneyDistance;
    private readonly Func<double, double, double, double> _lesionDistance;
    private readonly Func<double, double, double, double>? _cystDistance;
    private readonly float[] _cortex;
    private readonly float[] _medulla;
    private readonly float[] _sinus;
    private readonly float[] _lesion;
    private readonly float[] _necrosis;
    private readonly float[] _strands;
    private readonly float[] _texture;
    private readonly float[]? _cyst;
    private readonly RenalSurroundings _surroundings;

    private RenalPhantom(
        Scene scene,
        RenalAnatomy anatomy,
        Func<double, double, double, double> kidney,
        Func<double, double, double, double> lesion,
        Func<double, double, double, double>? cyst,
        RenalInterior interior,
        PhantomRandom random)
    {
        (_scene, _kidneyDistance, _lesionDistance, _cystDistance, _random) = (scene, kidney, lesion, cyst, random);
        _lesion = scene.Coverage(lesion);
        _cyst = cyst is null ? null : scene.Coverage(cyst);
        _medulla = scene.Coverage((x, y, z) => Math.Max(kidney(x, y, z) + anatomy.CortexMillimeters, interior.Column(x, y, z)));
        _cortex = scene.Coverage(kidney);
        _sinus = scene.Coverage(interior.Sinus);
        (double X, double Y, double Z) focus = interior.Center;
        double radius = anatomy.DiameterMillimeters / 2;
        focus.Z += random.For(3).Normal() * radius / 3;
        _necrosis = Lesion.Necrosis(scene, _lesion, anatomy.NecroticShare, focus, radius, random.For(4));
        _texture = scene.Field(anatomy.TextureMillimeters, random.For(5));
        _strands = Strands(scene, kidney, anatomy.Stranding, random.For(6));
        _surroundings = interior.Surroundings;
    }

    /// <summary>An analytic kidney.</summary>
    /// <param name="anatomy">The kidney and its tumour.</param>
    /// <param name="voxelMillimeters">Edge of the voxels that it is painted with, mm.</param>
    /// <param name="seed">Seed of every draw.</param>
    public static RenalPhantom Analytic(RenalAnatomy anatomy, double voxelMillimeters, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(anatomy);
        PhantomRandom random = new(seed);
        PhantomRandom shape = random.For(1);
        (double X, double Y, double Z) axes = (26 * shape.Uniform(0.92, 1.08), 24 * shape.Uniform(0.92, 1.08), 52 * shape.Uniform(0.92, 1.08));
        (double X, double Y, double Z) side = shape.Direction();
        double radius = anatomy.DiameterMillimeters / 2;
        double surface = 1 / Math.Sqrt(Square(side.X / axes.X) + Square(side.Y / axes.Y) + Square(side.Z / axes.Z));

        // A quarter to three quarters of the tumour lie outside the kidney.
        double distance = surface + (radius * ((2 * shape.Uniform(0.25, 0.75)) - 1));
        LesionSurface lesion = new((side.X * distance, side.Y * distance, side.Z * distance), radius, anatomy.Roughness, random.For(2));
        (double X, double Y, double Z) = lesion.Center;
        const double Margin = 8;
        Scene scene = Scene.Around(
            (Math.Min(-axes.X, X - lesion.Reach) - Margin, Math.Min(-axes.Y, Y - lesion.Reach) - Margin, Math.Min(-axes.Z, Z - lesion.Reach) - Margin),
            (Math.Max(axes.X, X + lesion.Reach) + Margin, Math.Max(axes.Y, Y + lesion.Reach) + Margin, Math.Max(axes.Z, Z + lesion.Reach) + Margin),
            new VoxelSpacing(voxelMillimeters, voxelMillimeters, voxelMillimeters));
        RenalInterior interior = new(
            lesion.Center,
            (x, y, z) => Shapes.Ellipsoid(x + (0.35 * axes.X), y, z, (axes.X * 0.4, axes.Y * 0.38, axes.Z * 0.5)),
            (x, y, z) => 3 * (-0.4 - Math.Cos(7 * Math.Atan2(y, x)) - Math.Cos(5 * z / 9)),
            new RenalSurroundings((x, y) => Shapes.Cylinder(x + axes.X + 14, y - 22, 16), (x, y) => Shapes.Cylinder(x + axes.X + 22, y + 4, 10), (x, y) => axes.X + 5 - x + (0.4 * y)));
        return new RenalPhantom(scene, anatomy, (x, y, z) => Shapes.Ellipsoid(x, y, z, axes), lesion.Distance, null, interior, random);
    }

    /// <summary>A kidney painted inside a real mask; only what is inside and the phases are simulated.</summary>
    /// <param name="labels">Labels as drawn: 1 kidney, 2 tumour, 3 cyst.</param>
    /// <param name="anatomy">What the tumour is like inside; its diameter and roughness are those of the mask.</param>
    /// <param name="voxelMillimeters">Edge of the voxels in the plane, mm; along z those of the mask when they are finer.</param>
    /// <param name="seed">Seed of every draw.</param>
    public static RenalPhantom InMask(Volume labels, RenalAnatomy anatomy, double voxelMillimeters, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(anatomy);
        DrawnRegions drawn = new(labels, voxelMillimeters);
        (double X, double Y, double Z) center = drawn.Center;
        RenalInterior interior = new(
            center,
            (x, y, z) => drawn.Kidney(x, y, z) + 16,
            (x, y, z) => 3 * (-0.4 - Math.Cos((x + y) / 4) - Math.Cos(5 * z / 9)),
            RenalSurroundings.None);
        return new RenalPhantom(
            drawn.Scene, anatomy with { DiameterMillimeters = drawn.TumourDiameter }, drawn.Kidney, drawn.Tumour, drawn.HasCyst ? drawn.Cyst : null, interior, new PhantomRandom(seed));
    }

    /// <summary>Labels on the grid of images whose slices are so thick.</summary>
    /// <param name="sliceMillimeters">Thickness of slices, mm.</param>
    public Volume Labels(double sliceMillimeters) => _cystDistance is null
        ? _scene.Labels(sliceMillimeters, (1, _kidneyDistance), (2, _lesionDistance))
        : _scene.Labels(sliceMillimeters, (1, _kidneyDistance), (2, _lesionDistance), (3, _cystDistance));

    /// <summary>Labels as another reader would draw the tumour.</summary>
    /// <param name="sliceMillimeters">Thickness of slices, mm.</param>
    /// <param name="scatterMillimeters">Standard deviation of the distance between the two contours, mm.</param>
    /// <param name="biasMillimeters">What this reader draws too far outside, mm.</param>
    public Volume Reread(double sliceMillimeters, double scatterMillimeters, double biasMillimeters) =>
        _scene.Labels(sliceMillimeters, (1, _kidneyDistance), (2, _scene.Redrawn(_lesionDistance, scatterMillimeters, biasMillimeters, _random.For(7))));

    /// <summary>One phase.</summary>
    /// <param name="phase">Levels of tissues.</param>
    /// <param name="appearance">How it shows the tumour.</param>
    /// <param name="acquisition">The scanner.</param>
    /// <param name="shift">How far the patient has moved against the mask, mm.</param>
    /// <param name="part">Number of the phase: its noise is its own.</param>
    public Volume Image(RenalPhase phase, TumourAppearance appearance, Acquisition acquisition, PatientPoint shift, int part)
    {
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentNullException.ThrowIfNull(acquisition);
        double gain = acquisition.ContrastGain;
        RenalPhase plain = RenalPhase.Unenhanced;
        float[] image = _scene.Filled(-95);
        _surroundings.Paint(_scene, image, Enhanced(plain.Liver, phase.Liver, gain), Enhanced(plain.Muscle, phase.Muscle, gain), Enhanced(plain.Aorta, phase.Aorta, gain));
        Scene.Paint(image, _strands, 5);
        Scene.Paint(image, _cortex, Enhanced(plain.Cortex, phase.Cortex, gain));
        Scene.Paint(image, _medulla, Enhanced(plain.Medulla, phase.Medulla, gain));
        Scene.Paint(image, _sinus, -30);
        double solid = Enhanced(plain.Lesion, phase.Lesion, gain) + (appearance.EnhancementHounsfield * phase.Visibility);
        Scene.Paint(image, _lesion, solid, _texture, appearance.TextureHounsfield * phase.Visibility);
        Scene.Paint(image, _necrosis, phase.Necrosis);
        if (_cyst is not null)
        {
            Scene.Paint(image, _cyst, 8);
        }

        return Scanner.Scan(_scene, image, acquisition, (shift.X, shift.Y, shift.Z), _random.For(100 + part));
    }

    private static double Enhanced(double plain, double full, double gain) => plain + ((full - plain) * gain);

    private static double Square(double value) => value * value;

    /// <summary>Strands in the fat within 12 mm of the kidney: the highest part of a field of short correlation.</summary>
    private static float[] Strands(Scene scene, Func<double, double, double, double> kidney, double density, PhantomRandom random)
    {
        float[] field = scene.Field(2.2, random);
        float[] near = scene.Coverage((x, y, z) => kidney(x, y, z) - 12);
        double limit = 2.2 - (2.4 * density);
        for (int i = 0; i < near.Length; i++)
        {
            near[i] *= (float)(0.9 * Shapes.Step(field[i] - limit, 0.8));
        }

        return near;
    }
}
