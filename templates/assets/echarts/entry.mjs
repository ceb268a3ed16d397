// What the reports' charts need of Apache ECharts, and nothing else. The build
// draws with it in an embedded engine, the browser draws live charts with it.
export { init, setPlatformAPI, version } from 'echarts/core'
import { use } from 'echarts/core'
import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import GridModel from 'echarts/lib/coord/cartesian/GridModel.js'
import { SPECIAL_STATES } from 'echarts/lib/util/states.js'
import { SVGRenderer } from 'echarts/renderers'

use([SVGRenderer, BarChart, LineChart, ScatterChart, GridComponent, MarkAreaComponent, MarkLineComponent])
if (typeof document == 'object') use(TooltipComponent) // a picture has no use for it

// A grid lies exactly where its option says, as it did in ECharts 5: no second
// layout of every axis to find out whether labels would fit.
GridModel.defaultOption.outerBoundsMode = 'none'

// No chart changes its look when pointed at, so the styles for that (emphasis,
// blur, select) are not worked out either: a tenth of a drawing's time.
SPECIAL_STATES.length = 0
