using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>A part of the liver around a carcinoma, in three phases. Label: 1 lesion.</summary>
public sealed class LiverPhantom
{
    private readonly Scene _scene;
    private readonly LiverAnatomy _anatomy;
    private readonly PhantomRandom _random;
    private readonly LesionSurface _surface;
    private readonly float[] _lesion;
    private readonly float[] _rim;
    private readonly float[] _halo;
    private readonly float[] _capsule;
    private readonly float[] _necrosis;
    private readonly float[] _liver;
    private readonly float[] _vessels;
    private readonly float[] _texture;
    private readonly float[] _parenchyma;

    /// <summary>Builds the liver.</summary>
    /// <param name="anatomy">The liver and its lesion.</param>
    /// <param name="voxelMillimeters">Edge of the voxels that it is painted with, mm.</param>
    /// <param name="seed">Seed of every draw.</param>
    public LiverPhantom(LiverAnatomy anatomy, double voxelMillimeters, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(anatomy);
        _anatomy = anatomy;
        _random = new PhantomRandom(seed);
        PhantomRandom place = _random.For(1);
        double radius = anatomy.DiameterMillimeters / 2;
        _surface = new LesionSurface((0, 0, 0), radius, anatomy.Roughness, _random.For(2));
        double half = Math.Max(51, _surface.Reach + 14);
        _scene = Scene.Around((-half, -half, -half), (half, half, half), new VoxelSpacing(voxelMillimeters, voxelMillimeters, voxelMillimeters));
        (double X, double Y, double Z) away = place.Direction();
        double border = _surface.Reach + place.Uniform(2, 20);
        double vesselX = place.Uniform(-1, 1);
        double vesselY = place.Uniform(-1, 1);
        _lesion = _scene.Coverage(_surface.Distance);
        _rim = _scene.Coverage((x, y, z) => Math.Abs(_surface.Distance(x, y, z) + 2.5) - 2.5);
        _capsule = _scene.Coverage((x, y, z) => Math.Abs(_surface.Distance(x, y, z)) - 1);
        _halo = _scene.Coverage((x, y, z) => Math.Abs(_surface.Distance(x, y, z) - 4.5) - 4);
        _liver = _scene.Coverage((x, y, z) => (x * away.X) + (y * away.Y) + (z * away.Z) - border);
        _vessels = _scene.Coverage((x, y, z) => Math.Min(
            Shapes.Cylinder(x - (0.8 * half * Math.Sign(vesselX)) - (0.15 * z), y - (6 * vesselY), 4),
            Shapes.Cylinder(y - (0.8 * half * Math.Sign(vesselY)) - (0.15 * z), x - (6 * vesselX), 3)));
        (double X, double Y, double Z) focus = (0, 0, place.Normal() * radius / 3);
        _necrosis = Lesion.Necrosis(_scene, _lesion, anatomy.NecroticShare, focus, radius, _random.For(4));
        _texture = _scene.Field(2.5, _random.For(5));
        _parenchyma = _scene.Field(3, _random.For(6));
    }

    /// <summary>Labels on the grid of images whose slices are so thick.</summary>
    /// <param name="sliceMillimeters">Thickness of slices, mm.</param>
    public Volume Labels(double sliceMillimeters) => _scene.Labels(sliceMillimeters, (1, _surface.Distance));

    /// <summary>Labels as another reader would draw the lesion.</summary>
    /// <param name="sliceMillimeters">Thickness of slices, mm.</param>
    /// <param name="scatterMillimeters">Standard deviation of the distance between the two contours, mm.</param>
    /// <param name="biasMillimeters">What this reader draws too far outside, mm.</param>
    public Volume Reread(double sliceMillimeters, double scatterMillimeters, double biasMillimeters) =>
        _scene.Labels(sliceMillimeters, (1, _scene.Redrawn(_surface.Distance, scatterMillimeters, biasMillimeters, _random.For(7))));

    /// <summary>One phase.</summary>
    /// <param name="phase">Levels of tissues.</param>
    /// <param name="acquisition">The scanner.</param>
    /// <param name="shift">How far breathing has moved the liver against the mask, mm.</param>
    /// <param name="part">Number of the phase: its noise is its own.</param>
    public Volume Image(LiverPhase phase, Acquisition acquisition, PatientPoint shift, int part)
    {
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentNullException.ThrowIfNull(acquisition);
        float[] image = _scene.Filled(60);
        Scene.Paint(image, _liver, phase.Liver, _parenchyma, 4);
        Scene.Paint(image, _vessels, phase.Vessel);
        Scene.Paint(image, _halo, phase.Liver + (_anatomy.HaloEnhancement * phase.Arterial));
        Scene.Paint(image, _lesion, phase.Lesion, _texture, _anatomy.Texture * phase.Arterial);
        Add(image, _rim, _anatomy.RimEnhancement * phase.Arterial);
        Add(image, _capsule, phase.Capsule);
        Scene.Paint(image, _necrosis, 60);
        return Scanner.Scan(_scene, image, acquisition, (shift.X, shift.Y, shift.Z), _random.For(100 + part));
    }

    private static void Add(float[] image, float[] coverage, double level)
    {
        for (int i = 0; i < image.Length; i++)
        {
            image[i] += coverage[i] * (float)level;
        }
    }
}
