using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

internal sealed partial class ChineseTexts
{
    internal override string RegressionTitle => "单因素与多因素回归";

    internal override string RegressionIntroduction => "在训练患者上进行逻辑回归。单因素：每个临床变量单独建模，仅作描述，从不用于选择变量。多因素：各最终模型所含的变量。";

    internal override string RegressionCaption => "比值比及 95% Wald 置信区间和 P 值。";

    internal override string Term => "变量";

    internal override string Univariable => "单因素";

    internal override string OddsRatioWithInterval => "OR（95%\u00a0CI）";

    internal override string OddsRatioAxis => "比值比（对数刻度）";

    internal override string OddsRatioFigure => "比值比：各变量单独建模，以及在多因素模型中";

    internal override string OddsRatioReading => "方块是估计值，横线是 95% 置信区间。在虚线右侧表示该变量升高结局的优势，左侧表示降低；区间跨过虚线则与“没有影响”相容。";

    internal override string StackedNote => "每格依次为比值比、95% 置信区间和 P 值。空格表示该变量不在模型中。";

    internal override string ModelsTitle => "模型的构成";

    internal override string MadeOf(ModelResult model) =>
        $"{Kind(model.Kind)}。来源：{string.Join("、", model.Sources)}；候选变量 {NumberText.Count(model.Candidates)} 个，最终模型含 {NumberText.Count(model.Features)} 个。";

    internal override string FormulaCaption(string model) => $"最终模型 {model}：概率 = 1 / (1 + exp(−(截距 + 各系数 × 取值之和)))。";

    internal override string SignatureCaption(string model) => $"最终模型 {model}：按训练患者每 1 个标准差的权重，由大到小。截距和原始数值的权重见模型文件夹。";

    internal override string Coefficient => "系数（对数优势）";

    internal override string Intercept => "截距";

    internal override string EmptyModel => "最终模型不含任何变量：筛选没有找到值得保留的特征，因此对所有人都预测训练患者的患病率。";

    internal override string SelectionCaption(string model) => $"模型 {model} 最终拟合时的筛选步骤。";

    internal override string StepHeading => "步骤";

    internal override string Before => "之前的列数";

    internal override string After => "之后的列数";

    internal override string SharesCaption(string model) => $"模型 {model} 的各列在验证的历次拟合中被选中的频率。";

    internal override string Column => "列";

    internal override string Share => "占拟合次数的比例";

    internal override string SharesCut(int shown, int all) => $"曾被选中的 {NumberText.Count(all)} 列中最常见的 {NumberText.Count(shown)} 列。";

    internal override string LassoPathTitle(string model) => $"模型 {model} 的 LASSO 系数路径";

    internal override string LassoPathReading => "从左到右惩罚逐渐减弱，各列陆续进入模型；高度是每 1 个标准差的权重。彩色的列属于所选模型，上方数字是模型中的列数。";

    internal override string LassoCrossValidationTitle(string model) => $"模型 {model}：用交叉验证选择 LASSO 惩罚";

    internal override string LassoCrossValidationReading => "每个点是训练患者内部留出病例上的误差，竖线为一个标准误。虚线标出误差最小处，点线标出误差在一个标准误之内的最简模型。";

    internal override string Penalty => "惩罚 λ（对数刻度，由强到弱）";

    internal override string ColumnsInModel => "模型中的列数";

    internal override string LambdaMinimum(string value) => $"λ（误差最小）= {value}";

    internal override string LambdaOneStandardError(string value) => $"λ（1 倍标准误）= {value}";

    internal override string CoefficientAxis => "系数（每标准差的对数优势）";

    internal override string DevianceAxis => "二项偏差";

    internal override string NomogramTitle => "列线图";

    internal override string NomogramOf(string model) => $"模型 {model} 的列线图";

    internal override string NomogramReading => "对每个预测变量，从患者的取值垂直向上读出分数。将各分数相加，在总分轴上找到总和，再垂直向下读出概率。它只是模型的结论；使用之前请先看校准。";

    internal override string Points => "分数";

    internal override string TotalPoints => "总分";

    internal override string ProbabilityOf(string outcome) => $"{outcome} 的概率";
}
