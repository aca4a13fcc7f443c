using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Masks;
using Voxopsy.Imaging.Morphology;

namespace Voxopsy.Imaging.Tests.Masks;

public sealed class ContourRasterizerTests
{
    private static readonly Grid Grid = new(new GridSize(200, 200, 5), new VoxelSpacing(0.5, 0.5, 3), new PatientPoint(-50, -50, 100), Direction.Identity);

    [Theory]
    [InlineData(10)]
    [InlineData(23.7)]
    [InlineData(41)]
    public void Rasterize_Circle_HasItsAreaWithinHalfAPercent(double radius)
    {
        NamedMask mask = ContourRasterizer.Rasterize(Region(Circle(0.13, -0.21, radius, 103)), Grid);

        Assert.Equal(1, mask.Mask.VoxelCount * 0.25 / (Math.PI * radius * radius), 0.005);
        Assert.Empty(mask.Remarks);
    }

    [Fact]
    public void Rasterize_EllipseOnAnObliqueGrid_HasItsArea()
    {
        double c = Math.Cos(0.4);
        double s = Math.Sin(0.4);
        Grid oblique = Grid.FromAffine(new GridSize(160, 160, 3), new Affine(new(0.6 * c, 0.6 * s, 0), new(0, 0, -0.6), new(-2 * s, 2 * c, 0), new(10, 20, 60)));
        PatientPoint[] points = [.. Enumerable.Range(0, 400).Select(i =>
        {
            double angle = i * Math.PI / 200;
            return oblique.VoxelToPatient.Apply(80 + (50 * Math.Cos(angle)), 80 + (30 * Math.Sin(angle)), 1);
        })];

        Assert.Equal(1, ContourRasterizer.Rasterize(Region(new Contour("CLOSED_PLANAR", points)), oblique).Mask.VoxelCount / (Math.PI * 50 * 30), 0.005);
    }

    [Fact]
    public void Rasterize_ContourWithinAContour_IsAHole()
    {
        NamedMask mask = ContourRasterizer.Rasterize(Region(Circle(0, 0, 30, 103), Circle(3, 2, 10, 103)), Grid);

        Assert.Equal(1, mask.Mask.VoxelCount * 0.25 / (Math.PI * (900 - 100)), 0.005);
        Assert.Empty(mask.Remarks);
    }

    [Fact]
    public void Rasterize_Keyhole_IsAHoleWithoutARemark()
    {
        PatientPoint[] outer = [.. Circle(0, 0, 30, 103).Points];
        PatientPoint[] inner = [.. Circle(0, 0, 10, 103).Points.Reverse()];
        NamedMask mask = ContourRasterizer.Rasterize(Region(new Contour("CLOSED_PLANAR", [.. outer, outer[0], .. inner, inner[0]])), Grid);

        Assert.Equal(1, mask.Mask.VoxelCount * 0.25 / (Math.PI * (900 - 100)), 0.006);
    }

    [Fact]
    public void Rasterize_TwoSeparateContoursOnOneSlice_AreBothInside()
    {
        NamedMask mask = ContourRasterizer.Rasterize(Region(Circle(-20, 0, 10, 103), Circle(20, 0, 10, 103)), Grid);

        Assert.Equal(1, mask.Mask.VoxelCount * 0.25 / (Math.PI * 200), 0.01);
    }

    [Fact]
    public void Rasterize_NeighborsThatShareAnEdge_ShareNoVoxel()
    {
        Mask left = ContourRasterizer.Rasterize(Region(Box(-20, -10, 0, 10)), Grid).Mask;
        Mask right = ContourRasterizer.Rasterize(Region(Box(0, -10, 20, 10)), Grid).Mask;

        Assert.Equal(2 * 40 * 40, left.VoxelCount + right.VoxelCount);
        Assert.True(MaskAlgebra.Intersect(left, right).IsEmpty);
    }

    [Theory]
    [InlineData("open or points")]
    [InlineData("fewer than 3")]
    [InlineData("not lie within one slice")]
    [InlineData("lie outside the image")]
    [InlineData("leave the image")]
    [InlineData("lie between slices")]
    [InlineData("cross themselves")]
    [InlineData("overlap another")]
    [InlineData("between contours have none")]
    public void Rasterize_DoubtfulContour_IsNamed(string remark)
    {
        Contour good = Circle(0, 0, 10, 103);
        Contour doubtful = remark switch
        {
            "open or points" => good with { GeometricType = "OPEN_PLANAR" },
            "fewer than 3" => good with { Points = [.. good.Points.Take(2)] },
            "not lie within one slice" => good with { Points = [.. good.Points.Select((point, i) => point with { Z = 103 + i })] },
            "lie outside the image" => Circle(0, 0, 10, 300),
            "leave the image" => Circle(48, 0, 10, 106),
            "lie between slices" => Circle(0, 0, 10, 107.2),
            "cross themselves" => new Contour("CLOSED_PLANAR", [new(-10, -10, 106), new(10, 10, 106), new(10, -10, 106), new(-10, 10, 106)]),
            "overlap another" => Circle(12, 0, 10, 103),
            _ => Circle(0, 0, 10, 109),
        };

        Assert.Contains(ContourRasterizer.Rasterize(Region(good, doubtful), Grid).Remarks, text => text.Contains(remark, StringComparison.Ordinal));
    }

    [Fact]
    public void Rasterize_NothingOnTheImage_IsRefusedWithTheReason()
    {
        ImagingException fault = Assert.Throws<ImagingException>(() => ContourRasterizer.Rasterize(Region(Circle(0, 0, 10, 900)), Grid));

        Assert.Contains("another series", fault.Message, StringComparison.Ordinal);
    }

    private static RoiContours Region(params Contour[] contours) => new(1, "GTV", contours, null);

    private static Contour Circle(double x, double y, double radius, double z) => new("CLOSED_PLANAR", [.. Enumerable.Range(0, 360).Select(i =>
        new PatientPoint(x + (radius * Math.Cos(i * Math.PI / 180)), y + (radius * Math.Sin(i * Math.PI / 180)), z))]);

    private static Contour Box(double left, double top, double right, double bottom) =>
        new("CLOSED_PLANAR", [new(left, top, 103), new(right, top, 103), new(right, bottom, 103), new(left, bottom, 103)]);
}
