// Everything works without this module: it spares reloads, lights up what belongs together, and adds keys.
import { readAlong } from "./reading.js";
import { movePictures } from "./picture.js";
import { followJobs, takeDrops } from "./adding.js";
import { sendInPlace } from "./forms.js";
import { choose } from "./choosing.js";

readAlong();
movePictures();
followJobs();
takeDrops();
sendInPlace();
choose();
